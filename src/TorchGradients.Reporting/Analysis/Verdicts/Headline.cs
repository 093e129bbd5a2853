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
    /// <summary>Both sentences.</summary>
    public string Text => Second.Length == 0 ? First : $"{First} {Second}";

    /// <summary>The headline of an analysis.</summary>
    public static Headline Of(ExperimentAnalysis analysis)
    {
        if (analysis.Answers.Count > 0)
        {
            ContextAnswer hardest = analysis.Answers.Reverse().MaxBy(answer => Hardness(answer.Verdicts[0].Baseline, analysis.Thresholds))!;
            return Of(hardest, analysis.Thresholds);
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

    static Headline Of(ContextAnswer answer, AnalysisConfig thresholds)
    {
        string at = answer.Context.Length == 0 ? "" : $"At {answer.Context} ";
        IReadOnlyList<RemedyVerdict> back = answer.BringBack;
        RemedyVerdict best = Best(back.Count > 0 ? back : answer.Verdicts);
        string name = answer.NameOf(best);
        string rank = answer.Verdicts.Count == 1 ? "brings the gradient back" : $"does best of {answer.Verdicts.Count} remedies";
        string first = back.Count > 0
            ? $"{at}{name} {rank}: {Score(best, thresholds)}."
            : $"{at}no remedy brings gradient and update in order and trains{(answer.Verdicts.Count == 1 ? "" : $"; {name} comes closest")}: "
                + $"{Score(best, thresholds)}.";
        return new Headline(Capital(first), What(best));
    }

    static RemedyVerdict Best(IReadOnlyList<RemedyVerdict> verdicts) =>
        verdicts.OrderByDescending(verdict => verdict.Cell["testAccuracy"].Mean?.Mean ?? double.NegativeInfinity)
            .ThenBy(verdict => verdict.Cell["trainLoss"].Mean?.Mean ?? double.PositiveInfinity).First();

    static string Score(RemedyVerdict verdict, AnalysisConfig thresholds)
    {
        string measure = verdict.Cell["testAccuracy"].Mean is null ? "trainLoss" : "testAccuracy";
        if (verdict.Cell[measure].Mean is null) return "how well it trains was not measured";

        string text = $"{verdict.Cell[measure].Measure.Title} {VerdictText.Against(verdict.Cell, verdict.Baseline, measure)}, "
            + $"over {Count(verdict.Cell[measure].Seeds.Count(seed => seed.Value is not null))}";
        return verdict.Cell.Compared(measure) is { HolmPValue: not null } compared && !compared.IsSignificant(thresholds.Significance)
            ? text + ", which may be chance"
            : text;
    }

    static string What(RemedyVerdict verdict)
    {
        string gradient = verdict.Sentences[0].TrimEnd('.');
        string update = verdict.Update switch
        {
            RepairAnswer.Repairs => "; it repairs the first layer's update as well",
            RepairAnswer.NothingToRepair => "; the first layer's update needs no repair",
            RepairAnswer.Improves => "; the first layer's update is better, but still small",
            RepairAnswer.DoesNotRepair => "; it does not repair the first layer's update",
            RepairAnswer.Harms => "; it harms the first layer's update",
            _ => "",
        };
        return $"{gradient}{update}.";
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
