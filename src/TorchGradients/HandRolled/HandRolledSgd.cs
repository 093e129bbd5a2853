using TorchGradients.Training.Optimizers;

namespace TorchGradients.HandRolled;

/// <summary>
/// g = ∂𝓛/∂θ + λθ; v ← μ v + g; θ ← θ − η v (v = g without momentum μ), with nesterov θ ← θ − η (g + μ v).
/// </summary>
public sealed class HandRolledSgd(SgdOptions options) : HandRolledOptimizer
{
    /// <inheritdoc/>
    public override double LearningRate => options.LearningRate;

    /// <inheritdoc/>
    public override void Update(
        double[] parameter, double[] gradient, IDictionary<string, double[]> state, double learningRate, int update)
    {
        double[] velocity = options.Momentum == 0 ? [] : State(state, "velocity", parameter.Length);
        for (int i = 0; i < parameter.Length; i++)
        {
            double g = gradient[i] + options.WeightDecay * parameter[i];
            double v = options.Momentum == 0 ? g : velocity[i] = options.Momentum * velocity[i] + g;
            parameter[i] -= learningRate * (options.Nesterov ? g + options.Momentum * v : v);
        }
    }
}
