using TorchGradients.Arithmetic;

namespace TorchGradients.Data.Sources;

/// <summary>
/// Arms that wind once around the origin, one per class: radius t, angle 2π(t + class / classes), t ~ U[0, 1); noise
/// N(0, 0.02²) on every number of a row, which is all that numbers beyond the plane hold.
/// </summary>
sealed class Spirals(MadeConfig options) : MadeSource(options)
{
    static readonly Scalar s_noise = 0.02;
    static readonly Scalar s_fullTurn = 2 * Math.PI;

    /// <inheritdoc/>
    protected override (Tensor Inputs, Tensor Labels) Make(int rows)
    {
        var labels = Whole(1, Options.Classes, rows);
        var radius = Uniform(2, rows);
        var share = Kept.With(Options.Classes, classes => labels.to(torch.float64) / classes);
        var angle = s_fullTurn * radius.Plus(share);
        var plane = torch.stack([radius * angle.cos(), radius * angle.sin()], dim: 1);
        var beyond = torch.zeros([rows, Options.Features - 2], torch.float64);
        return (torch.cat([plane, beyond], dim: 1).Plus(s_noise * Normal(0, rows, Options.Features)), labels);
    }
}
