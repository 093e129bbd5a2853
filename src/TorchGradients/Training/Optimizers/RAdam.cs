namespace TorchGradients.Training.Optimizers;

/// <summary>Rectified Adam: adaptive only once the variance of the adaptive rate is bounded.</summary>
/// <remarks>
/// ρ∞ = 2 / (1 − β₂) − 1; ρ_t = ρ∞ − 2tβ₂ᵗ / (1 − β₂ᵗ); m, v as <see cref="Adam"/>. Where ρ_t ≤ 5: θ −= ηm̂; else
/// θ −= η r m̂ √(1 − β₂ᵗ) / (√v + ε), r² = (ρ_t − 4)(ρ_t − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ_t).
/// Source: Liu et al. 2020, algorithm 2; torch.optim.RAdam.
/// </remarks>
public sealed class RAdam(RAdamOptions options) : Optimizer
{
    /// <inheritdoc/>
    public override double LearningRate => options.LearningRate;

    /// <inheritdoc/>
    public override void Update(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, double learningRate, int update)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();

        gradient = gradient.WithDecay(parameter, options.WeightDecay);
        var (mean, square) = AdamMoments.Advance(parameter, gradient, state, options.Beta1, options.Beta2);

        double remaining = Math.Pow(options.Beta2, update);
        double rate = learningRate / (1 - Math.Pow(options.Beta1, update));
        double longest = 2 / (1 - options.Beta2) - 1;
        double length = longest - 2 * update * remaining / (1 - remaining);
        if (length > 5)
        {
            double rectification = Math.Sqrt(
                (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            var root = square.sqrt().add_(options.Epsilon);
            parameter.addcdiv_(mean, root, -rate * rectification * Math.Sqrt(1 - remaining));
        }
        else
        {
            parameter.add_(mean, -rate);
        }
    }
}
