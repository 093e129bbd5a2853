using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>
/// The remedy with the best measure beside the one that a headline names, and whether the two are told apart: paired by seed,
/// corrected for all the remedies that the named one might have been held against.
/// </summary>
/// <param name="Verdict">The verdict on it.</param>
/// <param name="Measured">Its measure.</param>
/// <param name="IsAhead">Whether it does better than the one that is named, which it can where it repairs less.</param>
/// <param name="HolmPValue">The corrected p-value; null where there is none.</param>
sealed record RunnerUp(RemedyVerdict Verdict, CellMeasure Measured, bool IsAhead, double? HolmPValue)
{
    /// <summary>The best of the others; null where there is none.</summary>
    public static RunnerUp? Of(IReadOnlyList<RemedyVerdict> remedies, RemedyVerdict best, string measure)
    {
        RemedyVerdict[] others = [.. remedies.Where(remedy => !ReferenceEquals(remedy, best))];
        Comparison?[] compared = [.. others.Select(remedy => Comparison.Of(best.Cell[measure], remedy.Cell[measure]))];
        double own = Rank(best.Cell[measure]);
        return others.Zip(compared, HolmCorrection.Of([.. compared.Select(one => one?.Paired.PValue)]))
            .Where(other => other.Second is not null)
            .Select(other => (Verdict: other.First, Measured: other.First.Cell[measure], P: other.Third))
            .OrderBy(other => Rank(other.Measured))
            .Select(other => new RunnerUp(other.Verdict, other.Measured, Rank(other.Measured) < own, other.P))
            .FirstOrDefault();
    }

    /// <summary>The end of a sentence on it; empty where there is none, or where no remedy won and none is ahead of the one that is named.</summary>
    public static string Text(ContextAnswer answer, RunnerUp? second, AnalysisConfig thresholds) => second switch
    {
        null => "",
        { IsAhead: true } => second.Ahead(answer, thresholds),
        _ when answer.BringBack.Count == 0 => "",
        _ => second.Behind(answer, thresholds),
    };

    string Ahead(ContextAnswer answer, AnalysisConfig thresholds)
    {
        string better = Measured.Measure.Name == "testAccuracy" ? "higher" : "lower";
        string lacks = answer.BringBack.Count == 0 ? "" : $", which {RepairWords.Shortfall(Verdict)},";
        string chance = HolmPValue >= thresholds.Significance ? ", which may be chance" : "";
        return $"; {answer.NameOf(Verdict)}{lacks} reaches a {better} {Measured.Measure.Title} ({VerdictText.Mean(Measured)}{P}{chance})";
    }

    string Behind(ContextAnswer answer, AnalysisConfig thresholds)
    {
        string told = HolmPValue is not { } value ? "second is"
            : value < thresholds.Significance ? "it is told from the second,"
            : "it is not told from the second,";
        return $"; {told} {answer.NameOf(Verdict)} ({VerdictText.Mean(Measured)}{P})";
    }

    string P => HolmPValue is { } p ? "; " + VerdictText.HolmPValue(p) : "";

    static double Rank(CellMeasure measured) =>
        measured.Mean is not { } mean ? double.PositiveInfinity : measured.Measure.Name == "testAccuracy" ? -mean.Mean : mean.Mean;
}
