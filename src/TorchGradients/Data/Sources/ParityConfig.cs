namespace TorchGradients.Data.Sources;

/// <summary>Options of <c>parity</c>.</summary>
public sealed record ParityConfig : MadeConfig
{
    /// <inheritdoc/>
    public override int Classes { get; init; } = 2;
}
