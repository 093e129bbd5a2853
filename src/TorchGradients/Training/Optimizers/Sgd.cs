using TorchGradients.Arithmetic;

namespace TorchGradients.Training.Optimizers;

/// <summary>Stochastic gradient descent, with momentum where asked for.</summary>
/// <remarks>
/// g += λθ; u = g at first, then u = μu + g; θ −= ηu, with nesterov θ −= η(g + μu).
/// Source: Robbins and Monro 1951; Polyak 1964; Sutskever et al. 2013; torch.optim.SGD without dampening.
/// </remarks>
public sealed class Sgd(IReadOnlyList<SgdOptions> members)
    : StackedOptimizer<SgdOptions>(members, options => options.LearningRate, all => new Sgd(all))
{
    readonly MemberNumbers _momentum = MemberNumbers.Of(members, options => options.Momentum);
    readonly MemberNumbers _weightDecay = MemberNumbers.Of(members, options => options.WeightDecay);

    /// <inheritdoc/>
    public override PreparedUpdate Prepare(MemberNumbers learningRate, int update)
    {
        MemberNumbers descent = learningRate.Select(rate => -rate);
        return new([_momentum, _weightDecay, descent], (parameter, gradient, state) =>
        {
            gradient = gradient.WithDecay(parameter, _weightDecay);
            if (!_momentum.AreZero)
            {
                var velocity = _momentum.Scale(state.ZerosOf("velocity", parameter)).add_(gradient, Kept.One);
                gradient = Shared.Nesterov ? _momentum.PlusTimes(gradient, velocity) : velocity;
            }

            descent.AddTimes(parameter, gradient);
        });
    }
}
