namespace TorchGradients.Training.Optimizers;

/// <summary>Adadelta: updates in the units of the parameter.</summary>
/// <remarks>
/// g += λθ; v = ρv + (1 − ρ)g²; d = g √(s + ε) / √(v + ε); s = ρs + (1 − ρ)d²; θ −= ηd.
/// Source: Zeiler 2012, algorithm 1; torch.optim.Adadelta.
/// </remarks>
public sealed class Adadelta(IReadOnlyList<AdadeltaOptions> members)
    : StackedOptimizer<AdadeltaOptions>(members, options => options.LearningRate, all => new Adadelta(all))
{
    readonly MemberNumbers _rho = MemberNumbers.Of(members, options => options.Rho);
    readonly MemberNumbers _newest = MemberNumbers.Of(members, options => 1 - options.Rho);
    readonly MemberNumbers _epsilon = MemberNumbers.Of(members, options => options.Epsilon);
    readonly MemberNumbers _weightDecay = MemberNumbers.Of(members, options => options.WeightDecay);

    /// <inheritdoc/>
    public override PreparedUpdate Prepare(MemberNumbers learningRate, int update)
    {
        MemberNumbers descent = learningRate.Select(rate => -rate);
        return new([_rho, _newest, _epsilon, _weightDecay, descent], (parameter, gradient, state) =>
        {
            gradient = gradient.WithDecay(parameter, _weightDecay);
            var square = _newest.AddTimesSquare(_rho.Scale(state.ZerosOf("meanSquare", parameter)), gradient);
            var ofUpdates = state.ZerosOf("meanSquareOfUpdates", parameter);
            var step = _epsilon.AddTo(ofUpdates.clone()).sqrt_()
                .div_(_epsilon.AddTo(square.clone()).sqrt_()).mul_(gradient);
            _newest.AddTimesSquare(_rho.Scale(ofUpdates), step);
            descent.AddTimes(parameter, step);
        });
    }
}
