namespace TorchGradients.Data.Sources;

/// <summary>
/// Arms that wind once around the origin, one per class: radius t, angle 2π(t + class / classes), t ~ U[0, 1); noise
/// N(0, 0.02²) on every number of a row, which is all that numbers beyond the plane hold.
/// </summary>
sealed class Spirals(MadeConfig options) : MadeSource(options)
{
    const double Noise = 0.02;

    /// <inheritdoc/>
    protected override (Tensor Inputs, Tensor Labels) Make(int rows)
    {
        var labels = Whole(1, Options.Classes, rows);
        var radius = Uniform(2, rows);
        var angle = 2 * Math.PI * (radius + labels.to(torch.float64) / Options.Classes);
        var plane = torch.stack([radius * angle.cos(), radius * angle.sin()], dim: 1);
        var beyond = torch.zeros([rows, Options.Features - 2], torch.float64);
        return (torch.cat([plane, beyond], dim: 1) + Noise * Normal(0, rows, Options.Features), labels);
    }
}
