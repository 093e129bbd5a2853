namespace TorchGradients.Training.Optimizers;

/// <summary>Adam with weight decay apart from the gradient.</summary>
/// <remarks>
/// θ −= ηλθ; then as <see cref="Adam"/> with λ = 0.
/// Source: Loshchilov and Hutter 2019, algorithm 2; torch.optim.AdamW.
/// </remarks>
public sealed class AdamW(IReadOnlyList<AdamWOptions> members)
    : StackedOptimizer<AdamWOptions>(members, options => options.LearningRate, all => new AdamW(all))
{
    readonly AdamMoments _moments = new(
        MemberNumbers.Of(members, options => options.Beta1), MemberNumbers.Of(members, options => options.Beta2),
        MemberNumbers.Of(members, options => options.Epsilon));
    readonly MemberNumbers _weightDecay = MemberNumbers.Of(members, options => options.WeightDecay);

    /// <inheritdoc/>
    protected override void Apply(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, MemberNumbers learningRate, int update)
    {
        learningRate.Zip(_weightDecay, (rate, decay) => 1 - rate * decay).Scale(parameter);
        var (mean, square) = _moments.Advance(parameter, gradient, state);
        _moments.Descend(parameter, mean, _moments.Root(square, update), learningRate, update);
    }
}
