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
/// <remarks>
/// Times have neither interval nor p-value: what else ran on the machine slows all seeds down that run at that hour, so seeds are
/// no independent measurements, and a test of them finds differences that are none.
/// </remarks>
public sealed record Comparison(Measure Measure, PairedComparison Paired, double? HolmPValue)
{
    /// <summary>Of times above 0 the smallest and the largest ratio of a seed, in place of an interval; else null.</summary>
    public (double Low, double High)? SeedRatios { get; private init; }

    /// <summary>
    /// Pairs the seeds that both cells have a finite value of; null without any, and where a time is shared with other runs or one
    /// of runs that diverged.
    /// </summary>
    public static Comparison? Of(CellMeasure remedy, CellMeasure baseline)
    {
        if (!remedy.IsComparable || !baseline.IsComparable) return null;

        var ofBaseline = baseline.Seeds.Where(seed => seed.Value is not null).ToDictionary(seed => seed.Seed, seed => seed.Value!.Value);
        (double Remedy, double Baseline)[] pairs =
        [
            .. from seed in remedy.Seeds
               where seed.Value is not null && ofBaseline.ContainsKey(seed.Seed)
               select (seed.Value!.Value, ofBaseline[seed.Seed]),
        ];
        if (PairedComparison.Of(pairs, remedy.Measure.IsLogarithmic) is not { } paired) return null;
        if (!remedy.Measure.IsTime) return new Comparison(remedy.Measure, paired, null);

        double[] ratios = [.. pairs.Select(pair => pair.Remedy / pair.Baseline)];
        return new Comparison(remedy.Measure, paired.Untested(), null)
        {
            SeedRatios = paired.IsLogarithmic ? (ratios.Min(), ratios.Max()) : null,
        };
    }

    /// <summary>Whether the corrected p-value is below the level.</summary>
    public bool IsSignificant(double level) => HolmPValue < level;
}
