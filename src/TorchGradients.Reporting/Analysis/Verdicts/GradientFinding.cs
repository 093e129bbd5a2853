using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>Whether a remedy repairs the gradient, with the numbers behind it.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="IsAtEnd">Whether the end of training decides; else its start.</param>
/// <param name="Short">The answer with the decay factors at both ends of the training, without a full stop.</param>
/// <param name="Sentence">The answer with all numbers: decay factors, and the first-to-last ratio that decides with its thresholds.</param>
sealed record GradientFinding(RepairAnswer Answer, bool IsAtEnd, string Short, string Sentence)
{
    const string DecayAtFirst = "deltaDecayAtInitialization";
    const string DecayAtLast = "deltaDecayAtEnd";
    const string RatioAtFirst = "firstToLastRatioAtInitialization";
    const string RatioAtLast = "firstToLastRatioAtEnd";

    public static GradientFinding Of(CellAnalysis cell, CellAnalysis baseline, AnalysisConfig thresholds)
    {
        GradientState first = GradientState.AtFirst(cell, thresholds), last = GradientState.AtLast(cell, thresholds);
        GradientState firstBefore = GradientState.AtFirst(baseline, thresholds), lastBefore = GradientState.AtLast(baseline, thresholds);
        if (first.Kind == GradientKind.Unknown || firstBefore.Kind == GradientKind.Unknown)
        {
            const string unknown = "Whether it repairs the gradient is not known: delta-norm was not recorded, or there are fewer than two hidden layers";
            return new GradientFinding(RepairAnswer.Unknown, false, unknown, unknown + ".");
        }

        bool isLess = IsLessIll(cell.Compared(RatioAtFirst), first, firstBefore, thresholds);
        bool isLessLater = !isLess && IsLessIll(cell.Compared(RatioAtLast), last, lastBefore, thresholds);
        var answer = AnswerOf(first, last, firstBefore, lastBefore, isLess || isLessLater);
        bool isAtEnd = answer switch
        {
            RepairAnswer.RepairsLater => true,
            RepairAnswer.Improves => isLessLater,
            RepairAnswer.Repairs or RepairAnswer.Overcorrects or RepairAnswer.Harms => !first.IsIll && !firstBefore.IsIll,
            _ => false,
        };
        string words = ChanceWords.Hedged(
            InWords(answer, first, last, firstBefore, lastBefore, isLessLater), answer, cell.Compared(isAtEnd ? RatioAtLast : RatioAtFirst), thresholds);
        return new GradientFinding(
            answer,
            isAtEnd,
            $"{words}: decay factor per layer {AtBothEnds(cell, baseline, isAtEnd)}",
            $"{words}: decay factor per layer {Ends(cell, baseline)}; {Ratios(cell, baseline, thresholds)}.");
    }

    static RepairAnswer AnswerOf(
        GradientState first, GradientState last, GradientState firstBefore, GradientState lastBefore, bool isLessIll)
    {
        bool wasIll = firstBefore.IsIll || lastBefore.IsIll;
        return (wasIll, first.IsIll, last.IsIll) switch
        {
            (false, false, false) => RepairAnswer.NothingToRepair,
            (false, _, _) => RepairAnswer.Harms,
            (true, false, false) => RepairAnswer.Repairs,
            (true, false, true) when firstBefore.IsIll => RepairAnswer.RepairsAtFirst,
            (true, true, false) when lastBefore.IsIll => RepairAnswer.RepairsLater,
            _ when AreOpposite(Ill(first, last), Ill(firstBefore, lastBefore)) => RepairAnswer.Overcorrects,
            _ => isLessIll ? RepairAnswer.Improves : RepairAnswer.DoesNotRepair,
        };
    }

    static GradientState Ill(GradientState first, GradientState last) => first.IsIll ? first : last;

    static bool AreOpposite(GradientState now, GradientState before) =>
        (IsTooSmall(now) && before.Kind == GradientKind.Exploding) || (IsTooSmall(before) && now.Kind == GradientKind.Exploding);

    static bool IsTooSmall(GradientState state) => state.Kind is GradientKind.Vanishing or GradientKind.Underflowed;

    /// <summary>Whether the first-to-last ratio, by which illness is told, is significantly another one and nearer to 1.</summary>
    static bool IsLessIll(Comparison? compared, GradientState now, GradientState before, AnalysisConfig thresholds) =>
        before.IsIll && compared?.IsSignificant(thresholds.Significance) == true && FromOne(now) < FromOne(before);

    // What is exactly 0, or no finite number, is as far from 1 as can be.
    static double FromOne(GradientState state) =>
        state is { Kind: not (GradientKind.Underflowed or GradientKind.NotFinite), FirstToLastRatio: { } ratio }
            ? Math.Abs(Math.Log(ratio))
            : double.PositiveInfinity;

    static string InWords(
        RepairAnswer answer, GradientState first, GradientState last, GradientState firstBefore, GradientState lastBefore, bool isLater)
    {
        string now = Verb(Ill(first, last)), before = Verb(Ill(firstBefore, lastBefore));
        return answer switch
        {
            RepairAnswer.NothingToRepair => "The gradient needs no repair",
            RepairAnswer.Repairs => $"It repairs the gradient, which {before} without it",
            RepairAnswer.RepairsAtFirst => $"It repairs the gradient at initialisation, but at the end the gradient {now}",
            RepairAnswer.RepairsLater => $"It repairs the gradient along training: at initialisation the gradient {now}, at the end it is in order, as it is not without",
            RepairAnswer.Overcorrects => $"It overcorrects the gradient, which no longer {before} but {now}",
            RepairAnswer.Improves => $"It improves the gradient{(isLater ? " along training" : "")}, which "
                + (now == before ? $"still {now}" : $"no longer {before} but {now}"),
            RepairAnswer.DoesNotRepair => $"It does not repair the gradient, which {now}",
            RepairAnswer.Harms => $"It harms the gradient, which {now} with it",
            RepairAnswer.Unknown or _ => throw new ArgumentOutOfRangeException(nameof(answer)),
        };
    }

    static string Verb(GradientState state) => state.Kind switch
    {
        GradientKind.Vanishing => "vanishes",
        GradientKind.Exploding => "explodes",
        GradientKind.Underflowed => "underflows to exactly 0",
        GradientKind.NotFinite => "is no finite number",
        _ => "is in order",
    };

    // In the headline: the interval of the end that decides is enough.
    static string AtBothEnds(CellAnalysis cell, CellAnalysis baseline, bool isAtEnd) => isAtEnd
        ? $"{Means(cell, baseline, DecayAtFirst)} at initialisation, {Decay(cell, baseline, DecayAtLast)} at the end"
        : $"{Decay(cell, baseline, DecayAtFirst)} at initialisation, {Means(cell, baseline, DecayAtLast)} at the end";

    static string Means(CellAnalysis cell, CellAnalysis baseline, string measure) =>
        $"{VerdictText.Mean(cell[measure])} against {VerdictText.Mean(baseline[measure])}";

    static string Ends(CellAnalysis cell, CellAnalysis baseline) =>
        $"at initialisation {Decay(cell, baseline, DecayAtFirst)}, at the end {Decay(cell, baseline, DecayAtLast)}";

    static string Decay(CellAnalysis cell, CellAnalysis baseline, string measure) => cell[measure].Mean is null || baseline[measure].Mean is null
        ? $"{VerdictText.Mean(cell[measure])}, without it {VerdictText.Mean(baseline[measure])}"
        : VerdictText.Against(cell, baseline, measure);

    static string Ratios(CellAnalysis cell, CellAnalysis baseline, AnalysisConfig thresholds)
    {
        GradientState first = GradientState.AtFirst(cell, thresholds), last = GradientState.AtLast(cell, thresholds);
        GradientState firstBefore = GradientState.AtFirst(baseline, thresholds), lastBefore = GradientState.AtLast(baseline, thresholds);
        return $"layer 1 gets {Ratio(first)} of what the last hidden layer gets, at the end {Ratio(last)}, without it {Ratio(firstBefore)} and {Ratio(lastBefore)} "
            + $"(vanishing below {ShortNumber.Of(thresholds.Vanishing, 1)}, exploding above {ShortNumber.Of(thresholds.Exploding, 1)})";
    }

    static string Ratio(GradientState state) => state.Kind == GradientKind.Underflowed ? "0" : ShortNumber.Of(state.FirstToLastRatio, absent: "no finite share");
}
