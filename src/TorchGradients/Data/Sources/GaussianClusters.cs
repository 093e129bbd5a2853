using TorchGradients.Arithmetic;

namespace TorchGradients.Data.Sources;

/// <summary>A centre per class, each coordinate N(0, 1), and rows around it, N(centre, 1); classes at random.</summary>
sealed class GaussianClusters(MadeConfig options) : MadeSource(options)
{
    /// <inheritdoc/>
    protected override (Tensor Inputs, Tensor Labels) Make(int rows)
    {
        var labels = Whole(1, Options.Classes, rows);
        var centres = Normal(2, Options.Classes, Options.Features);
        return (centres.index_select(0, labels).Plus(Normal(0, rows, Options.Features)), labels);
    }
}
