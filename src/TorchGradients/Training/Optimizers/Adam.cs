namespace TorchGradients.Training.Optimizers;

/// <summary>Adam.</summary>
/// <remarks>
/// g += λθ; m = β₁m + (1 − β₁)g; v = β₂v + (1 − β₂)g²; m̂ = m / (1 − β₁ᵗ); v̂ = v / (1 − β₂ᵗ); θ −= ηm̂ / (√v̂ + ε).
/// Source: Kingma and Ba 2015, algorithm 1; torch.optim.Adam.
/// </remarks>
public sealed class Adam(AdamOptions options) : Optimizer
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
        var root = AdamMoments.Root(square, options.Beta2, options.Epsilon, update);
        AdamMoments.Descend(parameter, mean, root, learningRate, options.Beta1, update);
    }
}
