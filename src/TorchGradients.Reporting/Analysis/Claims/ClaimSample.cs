using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>A cell's values of a condition's quantity, one a seed.</summary>
sealed class ClaimSample
{
    readonly Dictionary<long, double> _values;

    ClaimSample(CellAnalysis cell, CellMeasure measure)
    {
        Title = cell.Title;
        LeftOut = measure.LeftOut;
        IsShared = measure.IsShared;
        (Lowest, Highest) = Measure.All.Contains(measure.Measure) ? (0, measure.Measure.Highest) : (double.NegativeInfinity, double.PositiveInfinity);
        Diverged = cell.EndedRuns.Count(run =>
            run.Outcome!.Status == RunStatus.Diverged && !(measure.Measure.Of(run) is { } value && double.IsFinite(value)));
        _values = measure.Seeds.Where(seed => seed.Value is not null).ToDictionary(seed => seed.Seed, seed => seed.Value!.Value);
    }

    /// <summary>The cell's name.</summary>
    public string Title { get; }

    /// <summary>Runs whose value is not finite, as of those that diverged.</summary>
    public int LeftOut { get; }

    /// <summary>Whether its values are one measurement: a time that seeds have in common, as they trained together.</summary>
    public bool IsShared { get; }

    /// <summary>The least that the quantity can be.</summary>
    public double Lowest { get; }

    /// <summary>The most that it can be.</summary>
    public double Highest { get; }

    /// <summary>Runs that diverged and have no finite value: what is left looks better than the cell is.</summary>
    public int Diverged { get; }

    /// <summary>Value by seed.</summary>
    public IReadOnlyDictionary<long, double> Values => _values;

    /// <summary>Whether logarithms can be taken.</summary>
    public bool IsPositive => _values.Values.All(value => value > 0);

    /// <summary>Natural logarithms.</summary>
    public IReadOnlyList<double> Logarithms => [.. _values.Values.Select(value => Math.Log(value))];

    /// <summary>The sample of a cell.</summary>
    public static ClaimSample Of(CellAnalysis cell, ClaimCondition condition) =>
        new(cell, CellMeasure.Of(ClaimMeasure.Of(condition), [.. cell.EndedRuns]));

    /// <summary>The values of the seeds that both have.</summary>
    public IReadOnlyList<(double First, double Second)> PairedWith(ClaimSample other) =>
        [.. _values.Where(pair => other._values.ContainsKey(pair.Key)).Select(pair => (pair.Value, other._values[pair.Key]))];
}
