using TorchGradients.Arithmetic;
using TorchGradients.Configuration;
using static TorchGradients.Arithmetic.Kept;
using static TorchGradients.Models.Activations.Scalars;

namespace TorchGradients.Models.Activations;

/// <summary>The activations.</summary>
public static class Activations
{
    const double SeluScale = 1.0507009873554804934193349852946;
    const double SeluAlpha = 1.6732632423543772848170429916717;

    static readonly KeptNumber s_seluScale = SeluScale;
    static readonly KeptNumber s_seluSlopeAtZero = SeluScale * SeluAlpha;
    static readonly KeptNumber s_normalPeak = NormalDensity(0);

    /// <summary>Family <c>activation</c>.</summary>
    public static Registry<Activation> All { get; } = new Registry<Activation>("activation")
        .Add("sigmoid", "1 / (1 + e^-z)", "Rumelhart, Hinton and Williams, 1986", () => new ElementwiseActivation(
            z => z.sigmoid(), z => z.sigmoid() * z.neg().sigmoid(), Sigmoid, SigmoidSlope, 0.25))
        .Add("tanh", "tanh z", "LeCun et al., 1998, Efficient BackProp", () => new ElementwiseActivation(
            z => z.tanh(), z => (z * Two).sigmoid() * (z * MinusTwo).sigmoid() * Four, Math.Tanh, TanhSlope, 1))
        .Add("relu", "max(0, z)", "Nair and Hinton, 2010", () => new ElementwiseActivation(
            z => z.relu(), z => (z > Zero).to(z.dtype), z => z > 0 || double.IsNaN(z) ? z : 0, z => z > 0 ? 1 : 0, 1))
        .Add<LeakyRelu.Options>("leaky-relu", "max(0, z) + negativeSlope * min(0, z)", "Maas, Hannun and Ng, 2013",
            options => new LeakyRelu(options))
        .Add<ParametricRelu.Options>("prelu", "max(0, z) + p * min(0, z), p learned per layer",
            "He et al., 2015, equation 1", options => new ParametricRelu(options))
        .Add<Elu.Options>("elu", "z above 0, alpha (e^z - 1) below", "Clevert, Unterthiner and Hochreiter, 2016",
            options => new Elu(options))
        .Add("selu", "1.0507 * elu(z) with alpha 1.6733", "Klambauer et al., 2017, equations 2 and 14",
            () => new ElementwiseActivation(
                z => torch.nn.functional.selu(z),
                z => torch.where(
                    z > Zero, torch.full_like(z, s_seluScale), z.clamp_max(Zero).exp() * s_seluSlopeAtZero),
                z => z > 0 ? SeluScale * z : SeluScale * SeluAlpha * (Math.Exp(z) - 1),
                z => z > 0 ? SeluScale : SeluScale * SeluAlpha * Math.Exp(z), SeluScale * SeluAlpha))
        .Add("gelu", "z * Phi(z), exact", "Hendrycks and Gimpel, 2016", () => new ElementwiseActivation(
            z => torch.nn.functional.gelu(z),
            z => torch.special.ndtr(z).Plus(z * (z * z * MinusOneHalf).exp() * s_normalPeak),
            z => z * NormalDistribution(z), z => NormalDistribution(z) + z * NormalDensity(z), 1.1289041451851545))
        .Add("silu", "z * sigmoid(z)", "Elfwing, Uchibe and Doya, 2018", () => new ElementwiseActivation(
            z => torch.nn.functional.silu(z), z => z.sigmoid() * (z * z.neg().sigmoid()).Plus(One),
            z => z * Sigmoid(z), SiluSlope, 1.0998393201288668))
        .Add("mish", "z * tanh(ln(1 + e^z))", "Misra, 2019", () => new ElementwiseActivation(
            z => z * z.Softplus().tanh(), MishSlopeOf, z => z * Math.Tanh(Scalars.Softplus(z)), MishSlope, 1.0884981612517277))
        .Add<Softplus.Options>("softplus", "ln(1 + e^(beta z)) / beta", "Dugas et al., 2001", options => new Softplus(options))
        .Add("softsign", "z / (1 + |z|)", "Bergstra et al., 2009", () => new ElementwiseActivation(
            z => z / z.abs().Plus(One), z => z.abs().Plus(One).pow(MinusTwo), z => z / (1 + Math.Abs(z)),
            z => 1 / ((1 + Math.Abs(z)) * (1 + Math.Abs(z))), 1))
        .Add<HardTanh.Options>("hard-tanh", "z, cut to [minimum, maximum]", "Collobert, 2004", options => new HardTanh(options))
        .Add("hard-sigmoid", "z / 6 + 1/2, cut to [0, 1]", "PyTorch; Courbariaux et al., 2015", () => new ElementwiseActivation(
            z => HardTanh.Cut(z, (z / Six).Plus(OneHalf), MinusThree, Three, Zero, One),
            z => ((z > MinusThree) & (z < Three)).to(z.dtype) / Six,
            z => Math.Min(Math.Max(z / 6 + 0.5, 0), 1), z => z is > -3 and < 3 ? 1.0 / 6 : 0, 1.0 / 6, -3, 3))
        .Add("identity", "z", "none", () => new ElementwiseActivation(
            z => z.alias(), z => torch.ones_like(z), z => z, _ => 1, 1));

    static Tensor MishSlopeOf(Tensor z)
    {
        Tensor softplus = z.Softplus();
        return softplus.tanh().Plus(
            z * z.sigmoid() * (softplus * Two).sigmoid() * (softplus * MinusTwo).sigmoid() * Four);
    }
}
