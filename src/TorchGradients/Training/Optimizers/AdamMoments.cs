namespace TorchGradients.Training.Optimizers;

/// <summary>The running moments that adam and its kin share.</summary>
sealed class AdamMoments(MemberNumbers beta1, MemberNumbers beta2, MemberNumbers epsilon)
{
    readonly MemberNumbers _newest1 = beta1.Select(beta => 1 - beta);
    readonly MemberNumbers _newest2 = beta2.Select(beta => 1 - beta);

    /// <summary>The numbers that the moments take.</summary>
    public IReadOnlyList<MemberNumbers> Numbers => [beta1, beta2, epsilon, _newest1, _newest2];

    /// <summary>m = β₁m + (1 − β₁)g and v = β₂v + (1 − β₂)g², in place.</summary>
    public (Tensor Mean, Tensor Square) Advance(Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state) => (
        _newest1.AddTimes(beta1.Scale(state.ZerosOf("mean", parameter)), gradient),
        _newest2.AddTimesSquare(beta2.Scale(state.ZerosOf("meanSquare", parameter)), gradient));

    /// <summary>√v̂ + ε.</summary>
    /// <param name="square">v.</param>
    /// <param name="correction"><see cref="RootCorrection"/> of the update.</param>
    public Tensor Root(Tensor square, MemberNumbers correction) => epsilon.AddTo(correction.Scale(square.sqrt()));

    /// <summary>√v̂ / √v = 1 / √(1 − β₂ᵗ).</summary>
    public MemberNumbers RootCorrection(int update) => beta2.Select(beta => 1 / Math.Sqrt(1 - Math.Pow(beta, update)));

    /// <summary>What m is multiplied by for −ηm̂: −η / (1 − β₁ᵗ).</summary>
    public MemberNumbers Descent(MemberNumbers learningRate, int update) =>
        learningRate.Zip(beta1, (rate, beta) => -rate / (1 - Math.Pow(beta, update)));
}
