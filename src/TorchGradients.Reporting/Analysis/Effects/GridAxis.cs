using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>An axis with at least two values in the cells.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Its place among the cells' axes.</param>
/// <param name="Values">Its values, in the order of the cells.</param>
/// <param name="Reference">The place of the value that others are held against.</param>
sealed record GridAxis(string Name, int Place, IReadOnlyList<string> Values, int Reference)
{
    public string ReferenceValue => Values[Reference];

    public IEnumerable<int> Others => Enumerable.Range(0, Values.Count).Where(value => value != Reference);

    public static GridAxis[] Of(IReadOnlyList<CellAnalysis> cells, IReadOnlyDictionary<string, string> baseline) =>
    [
        .. cells[0].Axes
            .Select((axis, place) => (axis.Name, Place: place, Values: cells.Select(cell => cell.Values[place]).Distinct().ToList()))
            .Where(axis => axis.Values.Count > 1)
            .Select(axis => new GridAxis(
                axis.Name, axis.Place, axis.Values,
                Math.Max(0, baseline.TryGetValue(axis.Name, out string? value) ? axis.Values.IndexOf(value) : 0))),
    ];
}
