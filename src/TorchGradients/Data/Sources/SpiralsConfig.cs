using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Data.Sources;

/// <summary>Options of <c>spirals</c>.</summary>
public sealed record SpiralsConfig : MadeConfig
{
    /// <inheritdoc/>
    [Description("numbers in a row: the plane of the spirals, then noise"), Range(2, 1_000_000)]
    public override int Features { get; init; } = 2;

    /// <inheritdoc/>
    public override int Classes { get; init; } = 3;
}
