using TorchGradients.Arithmetic;

namespace TorchGradients.Training.Optimizers;

/// <summary>Adagrad: the gradient over the root of the sum of its squares.</summary>
/// <remarks>
/// g += λθ; s = s + g²; θ −= η / (1 + (t − 1)κ) · g / (√s + ε).
/// Source: Duchi, Hazan and Singer 2011; torch.optim.Adagrad.
/// </remarks>
public sealed class Adagrad(IReadOnlyList<AdagradOptions> members)
    : StackedOptimizer<AdagradOptions>(members, options => options.LearningRate, all => new Adagrad(all))
{
    readonly MemberNumbers _decay = MemberNumbers.Of(members, options => options.LearningRateDecay);
    readonly MemberNumbers _epsilon = MemberNumbers.Of(members, options => options.Epsilon);
    readonly MemberNumbers _weightDecay = MemberNumbers.Of(members, options => options.WeightDecay);

    /// <inheritdoc/>
    public override PreparedUpdate Prepare(MemberNumbers learningRate, int update)
    {
        MemberNumbers descent = learningRate.Zip(_decay, (rate, decay) => -rate / (1 + (update - 1) * decay));
        return new([_epsilon, _weightDecay, descent], (parameter, gradient, state) =>
        {
            gradient = gradient.WithDecay(parameter, _weightDecay);
            var sum = state.ZerosOf("sumOfSquares", parameter).addcmul_(gradient, gradient, Kept.One);
            var root = _epsilon.AddTo(sum.sqrt());
            descent.AddTimesQuotient(parameter, gradient, root);
        });
    }
}
