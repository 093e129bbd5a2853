using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>A measure of a cell over the seeds.</summary>
/// <param name="Measure">Which one.</param>
/// <param name="Mean">Mean and 95 % interval over the seeds with a value, within the values that the measure can have; null without any.</param>
/// <param name="Seeds">Every seed.</param>
public sealed record CellMeasure(Measure Measure, MeanInterval? Mean, IReadOnlyList<SeedValue> Seeds)
{
    /// <summary>
    /// Whether it is a time that runs have in common with others of this cell or of another, as they trained together: a share of one
    /// measurement, however many seeds, and so without an interval.
    /// </summary>
    public bool IsShared { get; private init; }

    /// <summary>Whether it is a time of runs some of which diverged: they did other work, or less.</summary>
    public bool IsCutShort { get; private init; }

    /// <summary>Whether it can be held against another cell's; a time only where every run took it alone, and to the end.</summary>
    public bool IsComparable => !IsShared && !IsCutShort;

    /// <summary>How many runs have a value that is not finite, as diverged runs do, and are not in the mean.</summary>
    public int LeftOut => Seeds.Sum(seed => seed.LeftOut);

    /// <summary>The measure of those runs.</summary>
    public static CellMeasure Of(Measure measure, IReadOnlyList<RunSummary> runs)
    {
        SeedValue[] seeds =
        [
            .. runs.GroupBy(run => run.Run.Plan.Seed).OrderBy(group => group.Key)
                .Select(group => OfSeed(group.Key, [.. group.Select(measure.Of).OfType<double>()], measure.IsLogarithmic)),
        ];
        var mean = MeanInterval.Of([.. seeds.Select(seed => seed.Value).OfType<double>()]);
        bool isShared = measure.IsTime && runs.Any(run => run.SharesClock);
        if (isShared && mean is not null) mean = mean with { Low = null, High = null };
        return new CellMeasure(measure, mean?.Within(0, measure.Highest), seeds)
        {
            IsShared = isShared,
            IsCutShort = measure.IsTime && runs.Any(run => run.Outcome?.Status == RunStatus.Diverged),
        };
    }

    static SeedValue OfSeed(long seed, double[] values, bool geometric)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double? mean = finite.Length switch
        {
            0 => null,
            1 => finite[0],
            _ when geometric && finite.All(value => value > 0) => Math.Exp(finite.Average(value => Math.Log(value))),
            _ => finite.Average(),
        };
        return new SeedValue(seed, mean, values.Length - finite.Length);
    }
}
