namespace TorchGradients.Training.Optimizers;

/// <summary>Rectified Adam: adaptive only once the variance of the adaptive rate is bounded.</summary>
/// <remarks>
/// ρ∞ = 2 / (1 − β₂) − 1; ρ_t = ρ∞ − 2tβ₂ᵗ / (1 − β₂ᵗ); m, v as <see cref="Adam"/>. Where ρ_t ≤ 5: θ −= ηm̂; else
/// θ −= η r m̂ √(1 − β₂ᵗ) / (√v + ε), r² = (ρ_t − 4)(ρ_t − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ_t).
/// Source: Liu et al. 2020, algorithm 2; torch.optim.RAdam.
/// </remarks>
public sealed class RAdam(IReadOnlyList<RAdamOptions> members)
    : StackedOptimizer<RAdamOptions>(members, options => options.LearningRate, all => new RAdam(all))
{
    readonly AdamMoments _moments = new(
        MemberNumbers.Of(members, options => options.Beta1), MemberNumbers.Of(members, options => options.Beta2),
        MemberNumbers.Of(members, options => options.Epsilon));
    readonly MemberNumbers _weightDecay = MemberNumbers.Of(members, options => options.WeightDecay);
    readonly MemberNumbers _beta1 = MemberNumbers.Of(members, options => options.Beta1);
    readonly MemberNumbers _beta2 = MemberNumbers.Of(members, options => options.Beta2);
    readonly MemberNumbers _epsilon = MemberNumbers.Of(members, options => options.Epsilon);

    /// <inheritdoc/>
    public override PreparedUpdate Prepare(MemberNumbers learningRate, int update)
    {
        MemberNumbers rectification = _beta2.Select(beta2 => Rectification(beta2, update));
        MemberNumbers rate = learningRate.Zip(_beta1, (rate, beta1) => -rate / (1 - Math.Pow(beta1, update)));
        MemberNumbers rectified = rate.Zip(rectification, (rate, times) => rate * times);
        return new([.. _moments.Numbers, _epsilon, _weightDecay, rectification, rate, rectified], (parameter, gradient, state) =>
        {
            gradient = gradient.WithDecay(parameter, _weightDecay);
            var (mean, square) = _moments.Advance(parameter, gradient, state);
            if (rectification.AreZero)
            {
                rate.AddTimes(parameter, mean);
                return;
            }

            var root = _epsilon.AddTo(square.sqrt());
            // Where β₂ differs, some are adaptive before the others.
            var plain = rectification.AnyIsZero ? rate.PlusTimes(parameter, mean) : null;
            rectified.AddTimesQuotient(parameter, mean, root);
            if (plain is not null) parameter.copy_(rectification.Choose(parameter, plain));
        });
    }

    /// <summary>r √(1 − β₂ᵗ); 0 where the rule is not adaptive yet.</summary>
    static double Rectification(double beta2, int update)
    {
        double remaining = Math.Pow(beta2, update);
        double longest = 2 / (1 - beta2) - 1;
        double length = longest - 2 * update * remaining / (1 - remaining);
        if (!(length > 5)) return 0;
        double square = (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length);
        return Math.Sqrt(square) * Math.Sqrt(1 - remaining);
    }
}
