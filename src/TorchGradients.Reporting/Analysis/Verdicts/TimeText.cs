using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>What a remedy costs in time: by the time of a step, which knows nothing of start and evaluation; without it by that of the run.</summary>
static class TimeText
{
    const double Same = 0.05;

    // Below it both ends of a range read the same.
    const double NoSpread = 0.005;

    /// <summary>The comparison of times; null where there is none that tells a cost.</summary>
    public static Comparison? Compared(CellAnalysis cell) => cell.Compared("stepMicroseconds") ?? cell.Compared("seconds");

    /// <summary>Whether all seeds, of at least two, say that it takes longer, or all that it takes less, and by more than 5 %.</summary>
    public static bool IsAnother(Comparison? compared) =>
        compared is { Paired.Pairs: > 1, SeedRatios: { } seeds } && (seeds.Low > 1 || seeds.High < 1)
        && Math.Abs(compared.Paired.Ratio - 1) > Same;

    /// <summary>Whether a cost is not known because runs of either cell trained beside others.</summary>
    public static bool IsShared(CellAnalysis cell, CellAnalysis baseline) => cell["seconds"].IsShared || baseline["seconds"].IsShared;

    /// <summary>The cost in a sentence; why it is not known.</summary>
    public static string Of(CellAnalysis cell, CellAnalysis baseline)
    {
        if (Compared(cell) is { } compared) return Sentence(compared);
        if (Diverged(cell) is { } own) return $"What it costs in time is not known: {own} diverged.";
        if (Diverged(baseline) is { } others) return $"What it costs in time is not known: {others} of the baseline diverged.";
        return IsShared(cell, baseline)
            ? "What it costs in time was not measured: runs that trained together share one time."
            : "What it costs in time is not known.";
    }

    static string Sentence(Comparison compared)
    {
        string what = compared.Measure.Name == "seconds" ? "run" : "step";
        string ratio = $"{ShortNumber.Of(compared.Paired.Ratio)} times as long as the baseline's";
        if (compared is not { Paired.Pairs: > 1, SeedRatios: { } seeds }) return $"A {what} took {ratio}.";

        string span = seeds.High < seeds.Low * (1 + NoSpread) ? ""
            : $" ({ShortNumber.Interval(seeds.Low, seeds.High, "–")} over the seeds)";
        return seeds.Low >= 1 - Same && seeds.High <= 1 + Same ? $"A {what} took as long as the baseline's{span}."
            : IsAnother(compared) ? $"A {what} took {ratio}{span}."
            : $"No difference in time is shown: a {what} took {ratio}{span}.";
    }

    static string? Diverged(CellAnalysis cell)
    {
        int diverged = cell.EndedRuns.Count(run => run.Outcome!.Status == RunStatus.Diverged);
        return diverged == 0 ? null : $"{diverged} of {cell.EndedRuns.Count()} runs";
    }
}
