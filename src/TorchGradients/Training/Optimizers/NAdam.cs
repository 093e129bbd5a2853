namespace TorchGradients.Training.Optimizers;

/// <summary>Adam with Nesterov's momentum.</summary>
/// <remarks>
/// μ_t = β₁(1 − 0.96^(tψ) / 2); Π_t = μ_1 … μ_t; m, v as <see cref="Adam"/>;
/// θ −= η((1 − μ_t) g / (1 − Π_t) + μ_{t+1} m / (1 − Π_{t+1})) / (√v̂ + ε).
/// Source: Dozat 2016; torch.optim.NAdam.
/// </remarks>
public sealed class NAdam(IReadOnlyList<NAdamOptions> members)
    : StackedOptimizer<NAdamOptions>(members, options => options.LearningRate, all => new NAdam(all))
{
    readonly AdamMoments _moments = new(
        MemberNumbers.Of(members, options => options.Beta1), MemberNumbers.Of(members, options => options.Beta2),
        MemberNumbers.Of(members, options => options.Epsilon));
    readonly MemberNumbers _weightDecay = MemberNumbers.Of(members, options => options.WeightDecay);
    readonly MomentumCourse[] _courses =
        [.. members.Select(options => new MomentumCourse(options.Beta1, options.MomentumDecay))];

    /// <inheritdoc/>
    public override PreparedUpdate Prepare(MemberNumbers learningRate, int update)
    {
        var gradientShare = MemberNumbers.Of(_courses, course => (1 - course.Momentum(update)) / (1 - course.Product(update)));
        var meanShare = MemberNumbers.Of(_courses, course => course.Momentum(update + 1) / (1 - course.Product(update + 1)));
        MemberNumbers ofGradient = learningRate.Zip(gradientShare, (rate, share) => -rate * share);
        MemberNumbers ofMean = learningRate.Zip(meanShare, (rate, share) => -rate * share);
        MemberNumbers correction = _moments.RootCorrection(update);
        return new([.. _moments.Numbers, _weightDecay, correction, ofGradient, ofMean], (parameter, gradient, state) =>
        {
            gradient = gradient.WithDecay(parameter, _weightDecay);
            var (mean, square) = _moments.Advance(parameter, gradient, state);
            var root = _moments.Root(square, correction);
            ofGradient.AddTimesQuotient(parameter, gradient, root);
            ofMean.AddTimesQuotient(parameter, mean, root);
        });
    }

    /// <summary>One member's μ_t and Π_t: known from t alone, and kept so that a step need not start over.</summary>
    sealed class MomentumCourse(double beta1, double decay)
    {
        readonly List<double> _products = [1];   // Π_0, Π_1, …

        public double Momentum(int update) => beta1 * (1 - 0.5 * Math.Pow(0.96, update * decay));

        public double Product(int update)
        {
            while (_products.Count <= update)
            {
                _products.Add(_products[^1] * Momentum(_products.Count));
            }

            return _products[update];
        }
    }
}
