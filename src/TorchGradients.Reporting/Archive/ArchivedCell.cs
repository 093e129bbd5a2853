namespace TorchGradients.Reporting.Archive;

/// <summary>A cell of the grid: one value of every axis, and the runs (one a seed) that show it.</summary>
/// <param name="Axes">The axes.</param>
/// <param name="Values">The cell's value on each of them.</param>
/// <param name="Runs">The runs, one a seed.</param>
public sealed record ArchivedCell(
    IReadOnlyList<ArchivedAxis> Axes, IReadOnlyList<string> Values, IReadOnlyList<ArchivedRun> Runs)
{
    /// <summary>The cell's values on some of the axes.</summary>
    internal IReadOnlyList<string> On(Func<ArchivedAxis, bool> isWanted) => [.. Values.Where((_, place) => isWanted(Axes[place]))];

    internal static IReadOnlyList<string> ValuesOf(
        IReadOnlyList<ArchivedAxis> axes, IReadOnlyDictionary<string, string> cell) =>
        [.. axes.Select(axis => cell.TryGetValue(axis.Name, out string? value) ? value : "")];
}
