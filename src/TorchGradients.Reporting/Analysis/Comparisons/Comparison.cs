using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>A cell against its baseline on one measure.</summary>
/// <param name="Measure">Which one.</param>
/// <param name="Paired">Ratio, interval, uncorrected p-value and effect, paired by seed.</param>
/// <param name="HolmPValue">
/// The p-value corrected for the number of comparisons of this measure in the experiment (each measure asks a question
/// of
/// its own); null where there is none.
/// </param>
public sealed record Comparison(Measure Measure, PairedComparison Paired, double? HolmPValue)
{
    /// <summary>Whether it is of times that seeds have in common: a single pair, of the means, without an interval and a p-value.</summary>
    public bool IsShared { get; private init; }

    /// <summary>Pairs the seeds that both cells have a finite value of; null without any.</summary>
    public static Comparison? Of(CellMeasure remedy, CellMeasure baseline)
    {
        var ofBaseline = baseline.Seeds.Where(seed => seed.Value is not null).ToDictionary(seed => seed.Seed, seed => seed.Value!.Value);
        (double Remedy, double Baseline)[] pairs =
        [
            .. from seed in remedy.Seeds
               where seed.Value is not null && ofBaseline.ContainsKey(seed.Seed)
               select (seed.Value!.Value, ofBaseline[seed.Seed]),
        ];
        bool isShared = pairs.Length > 1 && (remedy.IsShared || baseline.IsShared);
        if (isShared) pairs = [(GeometricMean(pairs.Select(pair => pair.Remedy)), GeometricMean(pairs.Select(pair => pair.Baseline)))];
        return PairedComparison.Of(pairs, remedy.Measure.IsLogarithmic) is { } paired
            ? new Comparison(remedy.Measure, paired, null) { IsShared = isShared }
            : null;
    }

    static double GeometricMean(IEnumerable<double> times) => Math.Exp(times.Average(Math.Log));

    /// <summary>Whether the corrected p-value is below the level.</summary>
    public bool IsSignificant(double level) => HolmPValue < level;
}
