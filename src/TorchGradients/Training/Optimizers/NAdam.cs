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
    protected override void Apply(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, MemberNumbers learningRate, int update)
    {
        gradient = gradient.WithDecay(parameter, _weightDecay);
        var (mean, square) = _moments.Advance(parameter, gradient, state);
        var root = _moments.Root(square, update);
        var ofGradient = MemberNumbers.Of(_courses, course => (1 - course.Momentum(update)) / (1 - course.Product(update)));
        var ofMean = MemberNumbers.Of(_courses, course => course.Momentum(update + 1) / (1 - course.Product(update + 1)));
        learningRate.Zip(ofGradient, (rate, share) => -rate * share).AddTimesQuotient(parameter, gradient, root);
        learningRate.Zip(ofMean, (rate, share) => -rate * share).AddTimesQuotient(parameter, mean, root);
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
