using TorchGradients.Training.Optimizers;

namespace TorchGradients.HandRolled;

/// <summary>
/// g = ∂𝓛/∂θ + λθ; s ← α s + (1 − α) g²; θ ← θ − η g / (√s + ε). Centred: √(s − m²) with m ← α m + (1 − α) g. With
/// momentum: v ← μ v + g / (√s + ε); θ ← θ − η v.
/// </summary>
public sealed class HandRolledRmsProp(RmsPropOptions options) : HandRolledOptimizer
{
    /// <inheritdoc/>
    public override double LearningRate => options.LearningRate;

    /// <inheritdoc/>
    public override void Update(
        double[] parameter, double[] gradient, IDictionary<string, double[]> state, double learningRate, int update)
    {
        double alpha = options.Alpha;
        double[] square = State(state, "meanSquare", parameter.Length);
        double[] mean = options.Centered ? State(state, "mean", parameter.Length) : [];
        double[] velocity = options.Momentum == 0 ? [] : State(state, "velocity", parameter.Length);
        for (int i = 0; i < parameter.Length; i++)
        {
            double g = gradient[i] + options.WeightDecay * parameter[i];
            double s = square[i] = alpha * square[i] + (1 - alpha) * g * g;
            double m = options.Centered ? mean[i] = alpha * mean[i] + (1 - alpha) * g : 0;
            double step = g / (Math.Sqrt(s - m * m) + options.Epsilon);
            double v = options.Momentum == 0 ? step : velocity[i] = options.Momentum * velocity[i] + step;
            parameter[i] -= learningRate * v;
        }
    }
}
