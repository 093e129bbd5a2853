namespace TorchGradients.Training.Optimizers;

/// <summary>Adam.</summary>
/// <remarks>
/// g += λθ; m = β₁m + (1 − β₁)g; v = β₂v + (1 − β₂)g²; m̂ = m / (1 − β₁ᵗ); v̂ = v / (1 − β₂ᵗ); θ −= ηm̂ / (√v̂ + ε).
/// Source: Kingma and Ba 2015, algorithm 1; torch.optim.Adam.
/// </remarks>
public sealed class Adam(IReadOnlyList<AdamOptions> members)
    : StackedOptimizer<AdamOptions>(members, options => options.LearningRate, all => new Adam(all))
{
    readonly AdamMoments _moments = new(
        MemberNumbers.Of(members, options => options.Beta1), MemberNumbers.Of(members, options => options.Beta2),
        MemberNumbers.Of(members, options => options.Epsilon));
    readonly MemberNumbers _weightDecay = MemberNumbers.Of(members, options => options.WeightDecay);

    /// <inheritdoc/>
    public override PreparedUpdate Prepare(MemberNumbers learningRate, int update)
    {
        MemberNumbers correction = _moments.RootCorrection(update);
        MemberNumbers descent = _moments.Descent(learningRate, update);
        return new([.. _moments.Numbers, _weightDecay, correction, descent], (parameter, gradient, state) =>
        {
            gradient = gradient.WithDecay(parameter, _weightDecay);
            var (mean, square) = _moments.Advance(parameter, gradient, state);
            descent.AddTimesQuotient(parameter, mean, _moments.Root(square, correction));
        });
    }
}
