namespace TorchGradients.Planning;

/// <summary>Names of axes and their positions.</summary>
internal sealed class AxisNames
{
    readonly Dictionary<string, int> _positions = [];

    /// <summary>The names; of two that are the same, which is a problem elsewhere, the first counts.</summary>
    public AxisNames(IReadOnlyList<string> names)
    {
        All = names;
        foreach ((int position, string name) in names.Index()) _positions.TryAdd(name, position);
    }

    /// <summary>The names in order.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>A name's position; −1 where there is none.</summary>
    public int Of(string name) => _positions.GetValueOrDefault(name, -1);
}
