namespace TorchGradients.Training.Optimizers;

/// <summary>The running moments that adam and its kin share.</summary>
static class AdamMoments
{
    /// <summary>m = β₁m + (1 − β₁)g and v = β₂v + (1 − β₂)g², in place.</summary>
    public static (Tensor Mean, Tensor Square) Advance(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, double beta1, double beta2)
    {
        var mean = state.ZerosOf("mean", parameter).mul_(beta1).add_(gradient, 1 - beta1);
        var square = state.ZerosOf("meanSquare", parameter).mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        return (mean, square);
    }

    /// <summary>√(v / (1 − β₂ᵗ)) + ε.</summary>
    public static Tensor Root(Tensor square, double beta2, double epsilon, int update) =>
        square.sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, update))).add_(epsilon);

    /// <summary>θ −= η m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ).</summary>
    public static void Descend(
        Tensor parameter, Tensor mean, Tensor root, double learningRate, double beta1, int update) =>
        parameter.addcdiv_(mean, root, -learningRate / (1 - Math.Pow(beta1, update)));
}
