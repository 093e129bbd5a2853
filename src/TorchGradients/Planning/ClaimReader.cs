using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>The claims of a config, cells by the names of their values; what they name and is not there is a problem.</summary>
/// <param name="tree">The config, for what is written and has no effect.</param>
/// <param name="experiment">The same as a record.</param>
/// <param name="grid">The grid.</param>
/// <param name="places">Its cells.</param>
/// <param name="lookup">Finds axes and values, and collects problems.</param>
internal sealed class ClaimReader(
    JsonObject tree, ExperimentConfig experiment, Grid grid, IReadOnlyList<int[]> places, AxisLookup lookup)
{
    readonly IReadOnlySet<string> _axes = grid.Axes.Where(axis => axis.Axis.Role != "nuisance").Select(axis => axis.Axis.Name).ToHashSet();

    /// <summary>The claims; whole only where there are no problems.</summary>
    public IReadOnlyList<ClaimConfig> Read()
    {
        if (experiment.Claims.Count == 0) return [];

        IReadOnlyDictionary<string, string>[] cells =
        [
            .. places.Select(place => grid.CellAt(place).Where(pair => _axes.Contains(pair.Key)).ToDictionary())
                .DistinctBy(cell => string.Join('\u001f', cell.Values)),
        ];
        var claims = new ClaimCells(cells);
        return [.. experiment.Claims.Select((claim, i) => Read(FormattableString.Invariant($"claims:{i}"), i, claim, claims))];
    }

    ClaimConfig Read(string path, int index, ClaimConfig claim, ClaimCells cells)
    {
        if (claim.Claim.Length == 0) lookup.Report($"{path}:claim", "is missing", "Say in a sentence what is claimed.");
        if (claim.Source.Length == 0) lookup.Report($"{path}:source", "is missing", "Say who claims it: authors, year, where.");

        string place = $"{path}:condition";
        var written = tree["claims"]?[index]?["condition"] as JsonObject ?? [];
        if (!ClaimForm.IsSound(place, claim.Condition, written, lookup)) return claim;

        ClaimCondition condition = claim.Condition;
        bool isQuantityKnown = ClaimRecords.AreThere(place, condition, written, experiment, grid, lookup);
        JsonObject? of = Pattern($"{place}:of", condition.Of, mayList: true);
        JsonObject? to = condition.To is null ? [] : Pattern($"{place}:to", condition.To, mayList: false);
        JsonObject?[] order = [.. (condition.Order ?? []).Select((entry, i) => Pattern(FormattableString.Invariant($"{place}:order:{i}"), entry, mayList: false))];
        bool isAxisKnown = condition.Along is null || cells.IsNumberOfCells(condition.Along) || IsAxisOfNumbers($"{place}:along", condition.Along);
        if (!isQuantityKnown || of is null || to is null || order.Contains(null) || !isAxisKnown) return claim;

        ClaimCondition canonical = condition with
        {
            Of = of,
            To = condition.To is null ? null : to,
            Order = condition.Order is null ? null : [.. order.OfType<JsonObject>()],
        };
        AreThere(place, canonical, cells);
        return claim with { Condition = canonical };
    }

    /// <summary>Whether the grid has every cell that the condition needs.</summary>
    void AreThere(string place, ClaimCondition condition, ClaimCells cells)
    {
        IReadOnlyList<int> of = cells.Matching(condition.Of);
        if (of.Count == 0)
        {
            lookup.Report($"{place}:of", "names no cell: no cell has all of these values", "Name cells that are run.");
        }
        else if (condition.To is { } to && of.Any(cell => cells.Partner(cell, to) is null))
        {
            lookup.Report($"{place}:to", "is not there for every cell of 'of'", "Name a cell that is run, or fewer cells in 'of'.");
        }
        else if (condition.To is { } partner && cells.Pairs(condition.Of, partner).Count == 0)
        {
            lookup.Report($"{place}:to", "names the cells of 'of' themselves, so nothing is compared", "Name another cell, or others in 'of'.");
        }
        else if (condition.Order is { } order && cells.Ordered(condition.Of, order).Any(context => context.Contains(null)))
        {
            lookup.Report($"{place}:order", "names cells that are not there", "Name cells that are run, and with 'of' the others' values.");
        }
        else if (condition.Along is { } along && cells.Along(condition.Of, along).Any(group => group.Count < 2))
        {
            if (cells.IsNumberOfCells(along)) lookup.Report($"{place}:of", "names a single cell, too few for a slope", "Name more cells.");
            else lookup.Report($"{place}:along", "has a single value where the other axes stay the same, too few for a slope", "Name fewer axes in 'of', or give the axis more values.");
        }
    }

    bool IsAxisOfNumbers(string path, string name)
    {
        if (lookup.Axis(path, name) is not { } axis || IsNuisance(path, name)) return false;

        string? other = grid.Axes[axis].Axis.Values.FirstOrDefault(value => !ClaimNumbers.IsNumber(value));
        if (other is null) return true;

        lookup.Report(path, $"'{name}' has the value '{Words.Shortened(other, 60)}', which is no number", "A slope needs an axis of numbers.");
        return false;
    }

    /// <summary>The pattern with each value in a list and by its name; null where it names what is not there.</summary>
    JsonObject? Pattern(string path, JsonObject named, bool mayList)
    {
        var pattern = new JsonObject();
        bool isWhole = true;
        foreach ((string name, JsonNode? value) in named)
        {
            if (lookup.Axis($"{path}:{name}", name) is not { } axis || IsNuisance($"{path}:{name}", name))
            {
                isWhole = false;
                continue;
            }

            bool isList = mayList && value is JsonArray && lookup.Find(axis, value) is null;
            JsonNode?[] wanted = isList ? [.. value!.AsArray()] : [value];
            int[] found = [.. wanted.SelectMany((item, i) => lookup.Values(isList ? FormattableString.Invariant($"{path}:{name}:{i}") : $"{path}:{name}", axis, item))];
            isWhole &= found.Length >= wanted.Length && found.Length > 0;
            pattern[name] = new JsonArray([.. found.Select(position => (JsonNode)grid.Axes[axis].Axis.Values[position])]);
        }

        return isWhole ? pattern : null;
    }

    bool IsNuisance(string path, string name)
    {
        if (_axes.Contains(name)) return false;

        lookup.Report(path, $"'{name}' is a nuisance axis: of its values the best counts in each cell", "Leave it out, or let the axis be scientific.");
        return true;
    }
}
