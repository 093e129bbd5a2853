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
    /// <summary>Pairs the seeds that both cells have a finite value of; null without any.</summary>
    public static Comparison? Of(CellMeasure remedy, CellMeasure baseline)
    {
        var ofBaseline = baseline.Seeds.Where(seed => seed.Value is not null).ToDictionary(seed => seed.Seed, seed => seed.Value!.Value);
        (double, double)[] pairs =
        [
            .. from seed in remedy.Seeds
               where seed.Value is not null && ofBaseline.ContainsKey(seed.Seed)
               select (seed.Value!.Value, ofBaseline[seed.Seed]),
        ];
        return PairedComparison.Of(pairs, remedy.Measure.IsLogarithmic) is { } paired
            ? new Comparison(remedy.Measure, paired, null)
            : null;
    }

    /// <summary>Whether the corrected p-value is below the level.</summary>
    public bool IsSignificant(double level) => HolmPValue < level;
}
