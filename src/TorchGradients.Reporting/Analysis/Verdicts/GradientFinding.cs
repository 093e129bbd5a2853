using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Whether a remedy repairs the gradient, with the numbers behind it.</summary>
sealed record GradientFinding(RepairAnswer Answer, string Sentence)
{
    public static GradientFinding Of(CellAnalysis cell, CellAnalysis baseline, AnalysisConfig thresholds)
    {
        GradientState first = GradientState.AtFirst(cell, thresholds), last = GradientState.AtLast(cell, thresholds);
        GradientState firstBefore = GradientState.AtFirst(baseline, thresholds), lastBefore = GradientState.AtLast(baseline, thresholds);
        var answer = AnswerOf(cell, first, last, firstBefore, lastBefore, thresholds);
        string sentence = answer == RepairAnswer.Unknown
            ? "Whether it repairs the gradient is not known: delta-norm was not recorded, or there are fewer than two hidden layers."
            : $"{InWords(answer, first.IsIll ? first : last, firstBefore.IsIll ? firstBefore : lastBefore)}: {Numbers(cell, baseline)}.";
        return new GradientFinding(answer, sentence);
    }

    static RepairAnswer AnswerOf(
        CellAnalysis cell, GradientState first, GradientState last, GradientState firstBefore, GradientState lastBefore,
        AnalysisConfig thresholds)
    {
        if (first.Kind == GradientKind.Unknown || firstBefore.Kind == GradientKind.Unknown) return RepairAnswer.Unknown;

        bool wasIll = firstBefore.IsIll || lastBefore.IsIll;
        return (wasIll, first.IsIll, last.IsIll) switch
        {
            (false, false, false) => RepairAnswer.NothingToRepair,
            (false, _, _) => RepairAnswer.Harms,
            (true, false, false) => RepairAnswer.Repairs,
            (true, false, true) when firstBefore.IsIll => RepairAnswer.RepairsAtFirst,
            _ => IsLessIll(cell, thresholds) ? RepairAnswer.Improves : RepairAnswer.DoesNotRepair,
        };
    }

    /// <summary>Whether the decay factor is significantly another one, and nearer to 1.</summary>
    static bool IsLessIll(CellAnalysis cell, AnalysisConfig thresholds) =>
        cell.Compared("deltaDecayAtInitialization") is { } compared
        && compared.IsSignificant(thresholds.Significance)
        && cell["deltaDecayAtInitialization"].Mean is { Mean: > 0 } mean
        && Math.Abs(Math.Log(mean.Mean)) < Math.Abs(Math.Log(mean.Mean / compared.Paired.Ratio));

    static string InWords(RepairAnswer answer, GradientState now, GradientState before) => answer switch
    {
        RepairAnswer.NothingToRepair => "The gradient needs no repair",
        RepairAnswer.Repairs => $"It repairs the gradient, which {Verb(before)} without it",
        RepairAnswer.RepairsAtFirst => $"It repairs the gradient at initialisation, but at the end the gradient {Verb(now)}",
        RepairAnswer.Improves => $"It improves the gradient, which still {Verb(now)}",
        RepairAnswer.DoesNotRepair => $"It does not repair the gradient, which {Verb(now)}",
        RepairAnswer.Harms => $"It harms the gradient, which {Verb(now)} with it",
        RepairAnswer.Unknown or _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    static string Verb(GradientState state) => state.Kind switch
    {
        GradientKind.Vanishing => "vanishes",
        GradientKind.Exploding => "explodes",
        GradientKind.Underflowed => "underflows to exactly 0",
        GradientKind.NotFinite => "is no finite number",
        _ => "is in order",
    };

    static string Numbers(CellAnalysis cell, CellAnalysis baseline) =>
        cell["deltaDecayAtInitialization"].Mean is null || baseline["deltaDecayAtInitialization"].Mean is null
            ? $"decay factor per layer at initialisation {VerdictText.Mean(cell["deltaDecayAtInitialization"])}, "
                + $"without it {VerdictText.Mean(baseline["deltaDecayAtInitialization"])}"
            : $"decay factor per layer {VerdictText.Against(cell, baseline, "deltaDecayAtInitialization")}";
}
