namespace TorchGradients.Models;

/// <summary>
/// Where a stacked network's parameters live, so that an update is a handful of operators instead of several per parameter:
/// those of a small stack in one tensor, those of a large one each in its own.
/// </summary>
public sealed class ParameterStore : IDisposable
{
    // Numbers up to which gathering all gradients costs less than the calls it saves (from the times of
    // single operators on one core, at 1 and 32 members). Both ways give the same bits.
    const long LargestTogether = 1 << 18;

    /// <summary>Moves all parameters of a network.</summary>
    internal ParameterStore(IReadOnlyList<Tensor> parameters) => Segments =
        parameters.Sum(parameter => parameter.numel()) <= LargestTogether
            ? [new ParameterSegment(parameters, 0, parameters.Count)]
            : [.. parameters.Select((_, i) => new ParameterSegment(parameters, i, 1))];

    /// <summary>All parameters, in their order.</summary>
    public IReadOnlyList<ParameterSegment> Segments { get; }

    /// <summary>The segment that holds a parameter, by its position among the network's.</summary>
    public int SegmentOf(int parameter) => Segments.Count == 1 ? 0 : parameter;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ParameterSegment segment in Segments) segment.Dispose();
    }
}
