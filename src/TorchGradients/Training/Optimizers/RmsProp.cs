using TorchGradients.Arithmetic;

namespace TorchGradients.Training.Optimizers;

/// <summary>RMSProp: the gradient over the root of its running mean square.</summary>
/// <remarks>
/// g += λθ; v = αv + (1 − α)g²; with centered m = αm + (1 − α)g and v − m² in the place of v;
/// d = g / (√v + ε); with momentum u = μu + d and θ −= ηu, else θ −= ηd.
/// Source: Tieleman and Hinton 2012, lecture 6.5; Graves 2013 (centered); torch.optim.RMSprop.
/// </remarks>
public sealed class RmsProp(IReadOnlyList<RmsPropOptions> members)
    : StackedOptimizer<RmsPropOptions>(members, options => options.LearningRate, all => new RmsProp(all))
{
    readonly MemberNumbers _alpha = MemberNumbers.Of(members, options => options.Alpha);
    readonly MemberNumbers _newest = MemberNumbers.Of(members, options => 1 - options.Alpha);
    readonly MemberNumbers _epsilon = MemberNumbers.Of(members, options => options.Epsilon);
    readonly MemberNumbers _momentum = MemberNumbers.Of(members, options => options.Momentum);
    readonly MemberNumbers _weightDecay = MemberNumbers.Of(members, options => options.WeightDecay);

    /// <inheritdoc/>
    public override PreparedUpdate Prepare(MemberNumbers learningRate, int update)
    {
        MemberNumbers descent = learningRate.Select(rate => -rate);
        return new([_alpha, _newest, _epsilon, _momentum, _weightDecay, descent], (parameter, gradient, state) =>
        {
            gradient = gradient.WithDecay(parameter, _weightDecay);
            var square = _newest.AddTimesSquare(_alpha.Scale(state.ZerosOf("meanSquare", parameter)), gradient);
            if (Shared.Centered)
            {
                var mean = _newest.AddTimes(_alpha.Scale(state.ZerosOf("mean", parameter)), gradient);
                square = square.addcmul(mean, mean, Kept.MinusOne);
            }

            var root = _epsilon.AddTo(square.sqrt());
            if (_momentum.AreZero)
            {
                descent.AddTimesQuotient(parameter, gradient, root);
                return;
            }

            var velocity = _momentum.Scale(state.ZerosOf("velocity", parameter)).addcdiv_(gradient, root, Kept.One);
            descent.AddTimes(parameter, velocity);
        });
    }
}
