namespace TorchGradients.Training.Optimizers;

/// <summary>The running moments that adam and its kin share.</summary>
sealed class AdamMoments(MemberNumbers beta1, MemberNumbers beta2, MemberNumbers epsilon)
{
    readonly MemberNumbers _newest1 = beta1.Select(beta => 1 - beta);
    readonly MemberNumbers _newest2 = beta2.Select(beta => 1 - beta);

    /// <summary>m = β₁m + (1 − β₁)g and v = β₂v + (1 − β₂)g², in place.</summary>
    public (Tensor Mean, Tensor Square) Advance(Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state) => (
        _newest1.AddTimes(beta1.Scale(state.ZerosOf("mean", parameter)), gradient),
        _newest2.AddTimesSquare(beta2.Scale(state.ZerosOf("meanSquare", parameter)), gradient));

    /// <summary>√(v / (1 − β₂ᵗ)) + ε.</summary>
    public Tensor Root(Tensor square, int update) =>
        epsilon.AddTo(beta2.Select(beta => 1 / Math.Sqrt(1 - Math.Pow(beta, update))).Scale(square.sqrt()));

    /// <summary>θ −= η m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ).</summary>
    public void Descend(Tensor parameter, Tensor mean, Tensor root, MemberNumbers learningRate, int update) =>
        learningRate.Zip(beta1, (rate, beta) => -rate / (1 - Math.Pow(beta, update))).AddTimesQuotient(parameter, mean, root);
}
