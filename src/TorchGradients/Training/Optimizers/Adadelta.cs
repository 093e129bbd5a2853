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
    protected override void Apply(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, MemberNumbers learningRate, int update)
    {
        gradient = gradient.WithDecay(parameter, _weightDecay);
        var square = _newest.AddTimesSquare(_rho.Scale(state.ZerosOf("meanSquare", parameter)), gradient);
        var ofUpdates = state.ZerosOf("meanSquareOfUpdates", parameter);
        var step = _epsilon.AddTo(ofUpdates.clone()).sqrt_()
            .div_(_epsilon.AddTo(square.clone()).sqrt_()).mul_(gradient);
        _newest.AddTimesSquare(_rho.Scale(ofUpdates), step);
        learningRate.Select(rate => -rate).AddTimes(parameter, step);
    }
}
