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
    public override PreparedUpdate Prepare(MemberNumbers learningRate, int update)
    {
        MemberNumbers remaining = learningRate.Zip(_weightDecay, (rate, decay) => 1 - rate * decay);
        MemberNumbers correction = _moments.RootCorrection(update);
        MemberNumbers descent = _moments.Descent(learningRate, update);
        return new([.. _moments.Numbers, remaining, correction, descent], (parameter, gradient, state) =>
        {
            remaining.Scale(parameter);
            var (mean, square) = _moments.Advance(parameter, gradient, state);
            descent.AddTimesQuotient(parameter, mean, _moments.Root(square, correction));
        });
    }
}
