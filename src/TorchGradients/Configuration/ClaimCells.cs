using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Which cells a claim's condition is about: the same answer for who checks a claim and for who decides it.</summary>
/// <param name="cells">The cells of the axes that are not nuisance: axis name to value's name.</param>
/// <remarks>Patterns are canonical: axis name to a list of values' names.</remarks>
public sealed class ClaimCells(IReadOnlyList<IReadOnlyDictionary<string, string>> cells)
{
    /// <summary>The cells that have one of the pattern's values on each of its axes, in order.</summary>
    public IReadOnlyList<int> Matching(JsonObject pattern) =>
        [.. Enumerable.Range(0, cells.Count).Where(cell => Matches(cells[cell], pattern))];

    /// <summary>The cell with the pattern's values, and the given cell's on the other axes; null where there is none.</summary>
    public int? Partner(int cell, JsonObject pattern)
    {
        for (int other = 0; other < cells.Count; other++)
        {
            bool isPartner = Matches(cells[other], pattern)
                && cells[cell].All(pair => pattern.ContainsKey(pair.Key) || cells[other][pair.Key] == pair.Value);
            if (isPartner) return other;
        }

        return null;
    }

    /// <summary>The cells of <c>of</c>, each with its partner: null where it is not there. A cell that is its own is left out.</summary>
    public IReadOnlyList<(int Cell, int? Partner)> Pairs(JsonObject of, JsonObject to) =>
        [.. Matching(of).Select(cell => (cell, Partner(cell, to))).Where(pair => pair.Item2 != pair.cell)];

    /// <summary>
    /// For every combination of values of the axes that no entry of the order names, the cells in that order; null for a
    /// cell that is not there.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int?>> Ordered(JsonObject of, IReadOnlyList<JsonObject> order)
    {
        var named = order.SelectMany(entry => entry.Select(pair => pair.Key)).ToHashSet();
        return
        [
            .. Grouped(of, axis => named.Contains(axis)).Select(group => (IReadOnlyList<int?>)
            [
                .. order.Select(entry => group.Where(cell => Matches(cells[cell], entry)).Select(cell => (int?)cell).FirstOrDefault()),
            ]),
        ];
    }

    /// <summary>The cells in groups that differ on that axis only; all in one along a number of the cells.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Along(JsonObject of, string axis) => IsNumberOfCells(axis) ? [Matching(of)] : Grouped(of, name => name == axis);

    /// <summary>Whether that is a number of the cells (<see cref="ClaimQuantities.OfCells"/>), and no axis has its name.</summary>
    public bool IsNumberOfCells(string name) => ClaimQuantities.OfCells.Contains(name) && !cells.Any(cell => cell.ContainsKey(name));

    IReadOnlyList<IReadOnlyList<int>> Grouped(JsonObject of, Func<string, bool> isFree) =>
    [
        .. Matching(of).GroupBy(cell => string.Join('\u001f', cells[cell].Where(pair => !isFree(pair.Key)).Select(pair => pair.Value)))
            .Select(group => (IReadOnlyList<int>)[.. group]),
    ];

    static bool Matches(IReadOnlyDictionary<string, string> cell, JsonObject pattern) => pattern.All(pair =>
        pair.Value is JsonArray values && cell.TryGetValue(pair.Key, out string? own)
        && values.Any(value => value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == own));
}
