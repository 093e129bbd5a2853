using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>The verdict of an experiment in two sentences: which remedy won, by how much and how sure, and what it did.</summary>
/// <param name="First">Who won.</param>
/// <param name="Second">What that rests on; empty where there is no more to say.</param>
/// <remarks>
/// Where the baseline stands in several contexts, say depths, this is about the hardest: that in which least, or most, of the
/// last hidden layer's error term reaches the first without a remedy. Among remedies that bring gradient and update in order
/// and train, the one with the highest test accuracy wins; without a test accuracy the one with the lowest training loss.
/// </remarks>
public sealed record Headline(string First, string Second)
{
    const int MostContexts = 3;

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
        if (ended.Length == 0) return new Headline("No run has ended yet, so there is nothing to say.", "");
        if (analysis.Cells.Count > 1)
        {
            return new Headline("Nothing is compared, as no cell has a baseline with finished runs.", "The numbers of every cell are below.");
        }

        IReadOnlyList<string> sentences = ended[0].Diagnosis(analysis.Thresholds).Sentences;
        return new Headline(sentences[0], sentences.Count > 1 ? sentences[1] : "");
    }

    static Headline Of(ContextAnswer answer, ExperimentAnalysis analysis)
    {
        string at = answer.Context.Length == 0 ? "" : $"At {answer.Context} ";
        IReadOnlyList<RemedyVerdict> back = answer.BringBack, remedies = Contestants(answer);
        RemedyVerdict best = Best(back.Count > 0 ? back : remedies);
        string name = answer.NameOf(best);
        string rank = remedies.Count > 1 ? $"does best of {remedies.Count} remedies"
            : best.Gradient is RepairAnswer.NothingToRepair ? "leaves the gradient in order and trains"
            : "brings the gradient back";
        string first = back.Count > 0
            ? $"{at}{name} {rank}: {Score(best, analysis.Thresholds)}"
            : $"{at}no remedy brings gradient and update in order and trains{(remedies.Count == 1 ? "" : $"; {name} comes closest")}: "
                + $"{Score(best, analysis.Thresholds)}";
        string runnerUp = RunnerUp.Text(answer, best, MeasureOf(best), analysis.Thresholds);
        return new Headline(Capital(first + runnerUp) + ".", What(best) + Elsewhere(answer, analysis) + ".");
    }

    /// <summary>Remedies; where there are only checks, those.</summary>
    static IReadOnlyList<RemedyVerdict> Contestants(ContextAnswer answer) => answer.Remedies.Count > 0 ? answer.Remedies : answer.Verdicts;

    static RemedyVerdict Best(IReadOnlyList<RemedyVerdict> verdicts) =>
        verdicts.OrderByDescending(verdict => verdict.Cell["testAccuracy"].Mean?.Mean ?? double.NegativeInfinity)
            .ThenBy(verdict => verdict.Cell["trainLoss"].Mean?.Mean ?? double.PositiveInfinity).First();

    static string MeasureOf(RemedyVerdict verdict) => verdict.Cell["testAccuracy"].Mean is null ? "trainLoss" : "testAccuracy";

    static string Score(RemedyVerdict verdict, AnalysisConfig thresholds)
    {
        string measure = MeasureOf(verdict);
        if (verdict.Cell[measure].Mean is null) return "how well it trains was not measured";

        string text = $"{verdict.Cell[measure].Measure.Title} {VerdictText.AgainstInShort(verdict.Cell, verdict.Baseline, measure)}, "
            + $"over {Count(verdict.Cell[measure].Seeds.Count(seed => seed.Value is not null))}";
        return verdict.Cell.Compared(measure) is { HolmPValue: not null } compared && !compared.IsSignificant(thresholds.Significance)
            ? text + ", which may be chance"
            : text;
    }

    static string What(RemedyVerdict verdict)
    {
        string update = verdict.Update switch
        {
            RepairAnswer.Repairs => "; it repairs the first layer's update as well",
            RepairAnswer.NothingToRepair => "; the first layer's update needs no repair",
            RepairAnswer.Improves => "; the first layer's update is better, but still not in order",
            RepairAnswer.DoesNotRepair => "; it does not repair the first layer's update",
            RepairAnswer.Overcorrects => "; it overcorrects the first layer's update",
            RepairAnswer.Harms => "; it harms the first layer's update",
            _ => "",
        };
        return verdict.GradientInShort + update;
    }

    // Who does best in the other contexts.
    static string Elsewhere(ContextAnswer told, ExperimentAnalysis analysis)
    {
        ContextAnswer[] others = [.. analysis.Answers.Where(answer => !ReferenceEquals(answer, told))];
        string rest = others.Length > MostContexts ? $"; {others.Length - MostContexts} more are below" : "";
        return string.Concat(others.Take(MostContexts).Select(answer =>
        {
            if (answer.BringBack.Count == 0) return $"; at {answer.Context} none brings gradient and update in order and trains";
            RemedyVerdict best = Best(answer.BringBack);
            CellMeasure measured = best.Cell[MeasureOf(best)];
            return $"; at {answer.Context} {answer.NameOf(best)} does best ({measured.Measure.Title} {VerdictText.Mean(measured)})";
        })) + rest;
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
