using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>
/// Whether the winner is told from the second: paired by seed, corrected for all the remedies that it might have been held against.
/// </summary>
static class RunnerUp
{
    /// <summary>The end of a sentence on the remedy that comes second; empty where there is none.</summary>
    public static string Text(ContextAnswer answer, RemedyVerdict best, string measure, AnalysisConfig thresholds)
    {
        Comparison?[] compared =
        [
            .. answer.Remedies.Where(remedy => !ReferenceEquals(remedy, best)).Select(remedy => Comparison.Of(best.Cell[measure], remedy.Cell[measure])),
        ];
        RemedyVerdict[] others = [.. answer.Remedies.Where(remedy => !ReferenceEquals(remedy, best))];
        var ranked = others.Zip(compared, HolmCorrection.Of([.. compared.Select(one => one?.Paired.PValue)]))
            .Where(other => other.Second is not null)
            .OrderBy(other => Rank(other.First.Cell[measure])).ToArray();
        if (ranked is not [var (second, _, p), ..]) return "";

        string told = p is not { } value ? "second is"
            : value < thresholds.Significance ? "it is told from the second,"
            : "it is not told from the second,";
        return $"; {told} {answer.NameOf(second)} ({VerdictText.Mean(second.Cell[measure])}{(p is { } corrected ? "; " + VerdictText.HolmPValue(corrected) : "")})";
    }

    static double Rank(CellMeasure measured) =>
        measured.Mean is not { } mean ? double.PositiveInfinity : measured.Measure.Name == "testAccuracy" ? -mean.Mean : mean.Mean;
}
