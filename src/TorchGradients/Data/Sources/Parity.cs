using TorchGradients.Arithmetic;

namespace TorchGradients.Data.Sources;

/// <summary>Inputs −1 or +1 at random; the label is the number of +1, modulo the number of classes.</summary>
sealed class Parity(MadeConfig options) : MadeSource(options)
{
    /// <inheritdoc/>
    protected override (Tensor Inputs, Tensor Labels) Make(int rows)
    {
        var bits = Whole(0, 2, rows, Options.Features);
        return (bits.to(torch.float64) * Kept.Two - Kept.One, Kept.With(Options.Classes, bits.sum(1).remainder));
    }
}
