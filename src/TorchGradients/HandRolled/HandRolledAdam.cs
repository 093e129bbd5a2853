using TorchGradients.Training.Optimizers;

namespace TorchGradients.HandRolled;

/// <summary>
/// g = ∂𝓛/∂θ + λθ; m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²;
/// θ ← θ − η (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε).
/// </summary>
public sealed class HandRolledAdam(AdamOptions options) : HandRolledOptimizer
{
    /// <inheritdoc/>
    public override double LearningRate => options.LearningRate;

    /// <inheritdoc/>
    public override void Update(
        double[] parameter, double[] gradient, IDictionary<string, double[]> state, double learningRate, int update)
    {
        double[] mean = State(state, "mean", parameter.Length);
        double[] square = State(state, "meanSquare", parameter.Length);
        double meanCorrection = 1 - Math.Pow(options.Beta1, update);
        double squareCorrection = 1 - Math.Pow(options.Beta2, update);
        for (int i = 0; i < parameter.Length; i++)
        {
            double g = gradient[i] + options.WeightDecay * parameter[i];
            double m = mean[i] = options.Beta1 * mean[i] + (1 - options.Beta1) * g;
            double v = square[i] = options.Beta2 * square[i] + (1 - options.Beta2) * g * g;
            parameter[i] -= learningRate * (m / meanCorrection) / (Math.Sqrt(v / squareCorrection) + options.Epsilon);
        }
    }
}
