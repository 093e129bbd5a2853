using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>Decides a condition on the cells of an experiment, part by part.</summary>
sealed class ClaimDecision
{
    readonly ClaimCondition _condition;
    readonly IReadOnlyList<CellAnalysis> _cells;
    readonly ClaimCells _pattern;
    readonly ClaimComparison _compare;

    public ClaimDecision(ClaimCondition condition, IReadOnlyList<CellAnalysis> cells, double alpha)
    {
        (_condition, _cells) = (condition, cells);
        _pattern = new ClaimCells(
            [.. cells.Select(cell => cell.Axes.Zip(cell.Values).ToDictionary(pair => pair.First.Name, pair => pair.Second))]);
        _compare = new ClaimComparison(condition, alpha);
    }

    /// <summary>Every part.</summary>
    public IReadOnlyList<ClaimPart> Parts() => _condition.Is switch
    {
        "greater" => Each(ClaimBounds.Above),
        "less" => Each(ClaimBounds.Below),
        "within" => Each(_ => new ClaimBounds(_condition.Low, _condition.High)),
        "ascending" => [.. _pattern.Ordered(_condition.Of, _condition.Order ?? []).SelectMany(Ascending)],
        "slope" => [.. _pattern.Along(_condition.Of, _condition.Along ?? "").Select(Slope)],
        _ => [],
    };

    ClaimPart[] Each(Func<double, ClaimBounds> bounds) => _condition.To is not { } to
        ? [.. _pattern.Matching(_condition.Of).Select(cell => _compare.Alone(Sample(cell), bounds(_condition.Than ?? 0)))]
        : [.. _pattern.Pairs(_condition.Of, to).Select(pair =>
            pair.Partner is { } other ? _compare.Pair(Sample(pair.Cell), Sample(other), bounds) : NotThere())];

    ClaimPart[] Ascending(IReadOnlyList<int?> context) =>
    [
        .. context.Zip(context.Skip(1), (before, after) => before is { } first && after is { } second
            ? _compare.Pair(Sample(second), Sample(first), ClaimBounds.Above)
            : NotThere()),
    ];

    ClaimPart Slope(IReadOnlyList<int> line)
    {
        string along = _condition.Along ?? "";
        (int Cell, double? X)[] places = [.. line.Select(cell => (cell, Number(cell, along)))];
        string[] unknown = [.. places.Where(place => place.X is null).Select(place => _cells[place.Cell].Title)];
        if (unknown.Length > 0) return new ClaimPart(ClaimOutcome.NotDecided, $"{along} is not known of {string.Join("; ", unknown)}");

        if (places.Select(place => place.X).Distinct().Count() < 2)
        {
            return new ClaimPart(ClaimOutcome.NotDecided, $"{along} is the same in all cells, so there is no slope");
        }

        (double, ClaimSample)[] points = [.. places.OrderBy(place => place.X).Select(place => (place.X!.Value, Sample(place.Cell)))];
        var shared = _cells[line[0]].Axes.Index().Where(axis =>
            axis.Item.Name != along && line.All(cell => _cells[cell].Values[axis.Index] == _cells[line[0]].Values[axis.Index]));
        string others = string.Join(", ", shared.Select(axis => $"{axis.Item.Name} {_cells[line[0]].Values[axis.Index]}"));
        return _compare.Slope(others, points, new ClaimBounds(_condition.Low, _condition.High));
    }

    double? Number(int cell, string along) => _pattern.IsNumberOfCells(along)
        ? CellNumbers.Of(_cells[cell], along)
        : ClaimNumbers.Of(_cells[cell].Axes.Zip(_cells[cell].Values).First(pair => pair.First.Name == along).Second);

    static ClaimPart NotThere() => new(ClaimOutcome.NotDecided, "a cell that it names is not there");

    ClaimSample Sample(int cell) => ClaimSample.Of(_cells[cell], _condition);
}
