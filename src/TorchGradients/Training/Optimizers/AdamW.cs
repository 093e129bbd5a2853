namespace TorchGradients.Training.Optimizers;

/// <summary>Adam with weight decay apart from the gradient.</summary>
/// <remarks>
/// θ −= ηλθ; then as <see cref="Adam"/> with λ = 0.
/// Source: Loshchilov and Hutter 2019, algorithm 2; torch.optim.AdamW.
/// </remarks>
public sealed class AdamW(AdamWOptions options) : Optimizer
{
    /// <inheritdoc/>
    public override double LearningRate => options.LearningRate;

    /// <inheritdoc/>
    public override void Update(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, double learningRate, int update)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();

        parameter.mul_(1 - learningRate * options.WeightDecay);
        var (mean, square) = AdamMoments.Advance(parameter, gradient, state, options.Beta1, options.Beta2);
        var root = AdamMoments.Root(square, options.Beta2, options.Epsilon, update);
        AdamMoments.Descend(parameter, mean, root, learningRate, options.Beta1, update);
    }
}
