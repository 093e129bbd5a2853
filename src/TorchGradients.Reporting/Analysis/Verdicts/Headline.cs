using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>The verdict of an experiment in two sentences: which remedy won, by how much and how sure, and what it did.</summary>
/// <param name="First">Who won.</param>
/// <param name="Second">What that rests on; empty where there is no more to say.</param>
/// <remarks>
/// Where the baseline stands in several contexts, say depths, this is about the hardest: that in which least, or most, of the
/// last hidden layer's error term reaches the first without a remedy. Among remedies that bring gradient and update in order
/// and train, the one with the highest test accuracy wins; without a test accuracy the one with the lowest training loss. Where
/// none does all three, the one that does most of them comes closest. Where nothing is held against a baseline, this is about the
/// experiment's claims.
/// </remarks>
public sealed record Headline(string First, string Second)
{
    const int MostContexts = 3;

    /// <summary>What it is about.</summary>
    public HeadlineSubject Subject { get; init; }

    /// <summary>Both sentences.</summary>
    public string Text => Second.Length == 0 ? First : $"{First} {Second}";

    /// <summary>The headline of an analysis.</summary>
    public static Headline Of(ExperimentAnalysis analysis)
    {
        if (analysis.Answers.Count > 0)
        {
            ContextAnswer hardest = analysis.Answers.Reverse().MaxBy(answer => Hardness(answer.Verdicts[0].Baseline, analysis.Thresholds))!;
            return Of(hardest, analysis);
        }

        var ended = analysis.Runs.Where(run => run.HasEnded).ToArray();
        if (ended.Length == 0) return NoneComplete(analysis.Runs);
        if (analysis.Cells.Count > 1)
        {
            return analysis.Claims.Count > 0 ? ClaimsHeadline.Of(analysis.Claims)
                : analysis.Archive.Plan.Baseline is { Count: > 0 }
                    ? new Headline("Nothing is compared, as no cell has a baseline with finished runs.", "The numbers of every cell are below.")
                : new Headline("Nothing is compared, as the experiment names no baseline.", "The numbers of every cell are below.");
        }

        IReadOnlyList<string> sentences = ended[0].Diagnosis(analysis.Thresholds).Sentences;
        return new Headline(sentences[0], string.Join(' ', [.. sentences.Skip(1).Take(1), .. analysis.Training is { } trains ? [trains] : (string[])[]]));
    }

    static Headline NoneComplete(IReadOnlyList<RunSummary> runs)
    {
        int failed = runs.Count(run => run.Outcome?.Status == RunStatus.Failed), cancelled = runs.Count(run => run.Outcome?.Status == RunStatus.Cancelled);
        const string why = "What is missing says why.";
        if (runs.Count == 1 && failed + cancelled == 1) return new Headline($"The run {(failed == 1 ? "failed" : "was cancelled")}.", why);

        string[] ends =
        [
            .. failed > 0 ? [$"{failed} failed"] : (string[])[],
            .. cancelled > 0 ? [$"{cancelled} {(cancelled == 1 ? "was" : "were")} cancelled"] : (string[])[],
        ];
        return ends.Length == 0
            ? new Headline("No run has ended yet, so there is nothing to say.", "")
            : new Headline($"No run is complete: of {runs.Count} runs {string.Join(" and ", ends)}.", why);
    }

    static Headline Of(ContextAnswer answer, ExperimentAnalysis analysis)
    {
        string at = answer.Context.Length == 0 ? "" : $"At {answer.Context} ";
        IReadOnlyList<RemedyVerdict> remedies = Contestants(answer);
        RemedyVerdict best = Best(answer.BringBack.Count > 0 ? answer.BringBack : Closest(remedies));
        var second = RunnerUp.Of(remedies, best, MeasureOf(best));
        string first = $"{at}{Place(answer, best, second)}: {Score(best, analysis.Thresholds)}{RunnerUp.Text(answer, second, analysis.Thresholds)}.";
        return new Headline(Capital(first), What(best) + Elsewhere(answer, analysis) + ".") { Subject = SubjectOf(best) };
    }

    static string Place(ContextAnswer answer, RemedyVerdict best, RunnerUp? second)
    {
        int back = answer.BringBack.Count, all = Contestants(answer).Count;
        string name = answer.NameOf(best);
        return (back, all) switch
        {
            (0, 1) => $"{name} {RepairWords.Shortfall(best)}",
            (0, _) => $"no remedy brings gradient and update in order and trains; {name} comes closest",
            (_, 1) => best.Gradient is RepairAnswer.NothingToRepair ? $"{name} leaves the gradient in order and trains" : $"{name} brings the gradient back",
            _ when second is not { IsAhead: true } => $"{name} does best of {all} remedies",
            (1, _) => $"{name} alone of {all} remedies brings gradient and update in order and trains",
            _ => $"{name} does best of the {back} of {all} remedies that bring gradient and update in order and train",
        };
    }

    /// <summary>Remedies; where there are only checks, those.</summary>
    static IReadOnlyList<RemedyVerdict> Contestants(ContextAnswer answer) => answer.Remedies.Count > 0 ? answer.Remedies : answer.Verdicts;

    static RemedyVerdict Best(IReadOnlyList<RemedyVerdict> verdicts) =>
        verdicts.OrderByDescending(verdict => verdict.Cell["testAccuracy"].Mean?.Mean ?? double.NegativeInfinity)
            .ThenBy(verdict => verdict.Cell["trainLoss"].Mean?.Mean ?? double.PositiveInfinity).First();

    /// <summary>Those that do most of what a remedy should: bring the gradient in order, and the update, and train.</summary>
    static IReadOnlyList<RemedyVerdict> Closest(IReadOnlyList<RemedyVerdict> verdicts)
    {
        int most = verdicts.Max(verdict => Done(verdict));
        return [.. verdicts.Where(verdict => Done(verdict) == most)];
    }

    static int Done(RemedyVerdict verdict) =>
        new[] { RepairWords.IsInOrder(verdict.Gradient), RepairWords.IsInOrder(verdict.Update), verdict.Trains == true }.Count(isDone => isDone);

    static string MeasureOf(RemedyVerdict verdict) => verdict.Cell["testAccuracy"].Mean is null ? "trainLoss" : "testAccuracy";

    static string Score(RemedyVerdict verdict, AnalysisConfig thresholds)
    {
        string measure = MeasureOf(verdict);
        if (verdict.Cell[measure].Mean is null) return "how well it trains was not measured";

        string text = $"{verdict.Cell[measure].Measure.Title} {VerdictText.AgainstInShort(verdict.Cell, verdict.Baseline, measure)}, "
            + $"over {Count(verdict.Cell[measure].Seeds.Count(seed => seed.Value is not null))}";
        return verdict.Cell.Compared(measure) is { HolmPValue: not null, Paired.IsIdentical: false } compared
            && !compared.IsSignificant(thresholds.Significance)
                ? text + ", which may be chance"
                : text;
    }

    static string What(RemedyVerdict verdict)
    {
        string update = verdict.Update switch
        {
            RepairAnswer.Repairs => RepairWords.Besides(verdict.Gradient),
            RepairAnswer.NothingToRepair => "; the first layer's update needs no repair",
            RepairAnswer.Improves => "; the first layer's update is better, but still not in order",
            RepairAnswer.DoesNotRepair => "; it does not repair the first layer's update",
            RepairAnswer.Overcorrects => "; it overcorrects the first layer's update",
            RepairAnswer.Harms => "; it harms the first layer's update",
            _ => "",
        };
        return verdict.GradientInShort + update;
    }

    // Who does best in the other contexts, and in which of them nobody does.
    static string Elsewhere(ContextAnswer told, ExperimentAnalysis analysis)
    {
        ContextAnswer[] others = [.. analysis.Answers.Where(answer => !ReferenceEquals(answer, told))];
        ContextAnswer[] shown = [.. others.Take(MostContexts)];
        string[] without = [.. shown.Where(answer => answer.BringBack.Count == 0).Select(answer => $"at {answer.Context}")];
        return string.Concat(shown.Where(answer => answer.BringBack.Count > 0).Select(Winner))
            + (without.Length == 0 ? "" : $"; {string.Join(" and ", without)} none brings gradient and update in order and trains")
            + (others.Length > MostContexts ? $"; {others.Length - MostContexts} more are below" : "");
    }

    static string Winner(ContextAnswer answer)
    {
        RemedyVerdict best = Best(answer.BringBack);
        CellMeasure measured = best.Cell[MeasureOf(best)];
        string among = RunnerUp.Of(answer.Remedies, best, MeasureOf(best)) is { IsAhead: true }
            ? " of those that bring gradient and update in order and train"
            : "";
        return $"; at {answer.Context} {answer.NameOf(best)} does best{among} ({measured.Measure.Title} {VerdictText.Mean(measured)})";
    }

    // What the picture beside it should show: a whole repair before a partial one, and training where neither was changed.
    static HeadlineSubject SubjectOf(RemedyVerdict verdict)
    {
        var gradient = verdict.IsGradientToldAtEnd ? HeadlineSubject.GradientAlongTraining : HeadlineSubject.Gradient;
        return verdict switch
        {
            { Gradient: RepairAnswer.Repairs or RepairAnswer.RepairsAtFirst or RepairAnswer.Overcorrects or RepairAnswer.Harms } => gradient,
            { Update: RepairAnswer.Repairs or RepairAnswer.Overcorrects or RepairAnswer.Harms } => HeadlineSubject.Update,
            { Gradient: RepairAnswer.RepairsLater or RepairAnswer.Improves } => gradient,
            { Update: RepairAnswer.Improves } => HeadlineSubject.Update,
            _ => HeadlineSubject.Training,
        };
    }

    static double Hardness(CellAnalysis baseline, AnalysisConfig thresholds)
    {
        GradientState state = GradientState.AtFirst(baseline, thresholds);
        return state.Kind is GradientKind.Underflowed or GradientKind.NotFinite ? double.PositiveInfinity
            : state.FirstToLastRatio is { } ratio ? Math.Abs(Math.Log(ratio))
            : -1;
    }

    static string Count(int seeds) => seeds == 1 ? "one seed" : $"{seeds} seeds";

    static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
}
