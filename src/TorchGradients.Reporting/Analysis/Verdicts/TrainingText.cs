using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>The sentence on whether a network trains.</summary>
static class TrainingText
{
    const string NotKnown =
        "Whether it trains is not known: neither a test accuracy to hold against a constant guess nor the train-loss of step 0 was recorded.";

    public static string Of(CellAnalysis cell, CellAnalysis baseline, TrainingState now, TrainingState before)
    {
        string accuracy = cell["testAccuracy"].Mean is null
            ? ""
            : $" Test accuracy {VerdictText.Against(cell, baseline, "testAccuracy")}.";
        return Verb(now, before) + accuracy + Diverged(cell);
    }

    /// <summary>Of a cell that is compared with none: whether it trains, and the numbers that say so.</summary>
    public static string Alone(CellState state)
    {
        string[] numbers = [.. Loss(state.Cell), .. Accuracy(state)];
        int seeds = state.Cell.EndedRuns.Select(run => run.Run.Plan.Seed).Distinct().Count();
        string measured = string.Join("; ", numbers) + (numbers.Length > 0 && seeds > 1 ? $"; means over {seeds} seeds" : "");
        string sentence = state.Training.Trains switch
        {
            null when numbers.Length == 0 => NotKnown,
            null => $"{NotKnown} Measured: {measured}.",
            true => $"It trains: {measured}.",
            false => $"It does not train{Reliably(state.Training)}: {measured}.",
        };
        return sentence + Diverged(state.Cell);
    }

    static IEnumerable<string> Loss(CellAnalysis cell)
    {
        CellMeasure loss = cell["trainLoss"];
        if (loss.Mean is null && loss.LeftOut == 0) yield break;
        double[] first = [.. cell.EndedRuns.Select(run => run.InitialTrainLoss).OfType<double>()];
        string before = first.Length == 0 ? "" : $", {ShortNumber.Of(first.Average(), 3)} at step 0";
        yield return $"training loss {(loss.Mean is { } mean ? ShortNumber.Of(mean.Mean, 3) : "not finite")} at the end{before}";
    }

    static IEnumerable<string> Accuracy(CellState state)
    {
        if (state.Cell["testAccuracy"].Mean is not { } accuracy) yield break;
        string own = $"test accuracy {ShortNumber.Of(accuracy.Mean, 3)}";
        if (state.Training.Chance is not { } chance)
        {
            yield return own;
            yield break;
        }

        string test = chance.PValue is { } p ? $" (one-sided {VerdictText.PValue(p)})" : "";
        yield return $"{own}, where a constant guess reaches {ShortNumber.Of(chance.Chance, 3)}{test}";
    }

    static string Verb(TrainingState now, TrainingState before) => (now.Trains, before.Trains) switch
    {
        (null, _) => NotKnown,
        (true, true) => $"It trains{InBrackets(now)}, as the baseline does.",
        (true, false) => $"It trains{InBrackets(now)}, which the baseline does not.",
        (true, null) => $"It trains{InBrackets(now)}.",
        (false, _) => $"It does not train{Reliably(now)}{(before.Trains == true ? ", though the baseline does" : "")}{Because(now)}.",
    };

    static string InBrackets(TrainingState state) => state switch
    {
        { Chance: { } chance } => $" (a constant guess reaches {ShortNumber.Of(chance.Chance)}{PValues(chance)})",
        { LossShare: { } share } when double.IsFinite(share) =>
            $" (the training loss ends at {VerdictText.Percent(share)} of the first step's; what a constant guess reaches is not known)",
        _ => "",
    };

    static string Reliably(TrainingState state) => state.IsNotTold ? " reliably" : "";

    static string Because(TrainingState state)
    {
        if (state.Chance is not { } chance) return InBrackets(state);

        string accuracy = ShortNumber.Of(chance.Accuracy), guess = ShortNumber.Of(chance.Chance);
        if (state.IsNotTold)
        {
            string over = chance.Seeds == 1 ? "" : $" over {chance.Seeds} seeds";
            return $": test accuracy {accuracy} cannot be told{over} from what a constant guess reaches ({guess}{PValues(chance)})";
        }

        // Whatever the accuracy of those that did not, most runs diverged: what follows says so.
        if (chance.Verdict != ChanceVerdict.NoBetter) return "";

        string relation = accuracy == guess ? "is" : chance.Skill > 0 ? "is hardly above" : "is below";
        return $": test accuracy {accuracy} {relation} what a constant guess reaches ({guess})";
    }

    // The correction is over all cells; that of one is no correction.
    static string PValues(ChanceTest chance) => chance switch
    {
        { PValue: { } own, HolmPValue: { } corrected } when own != corrected =>
            $"; one-sided {VerdictText.PValue(own)}, {VerdictText.HolmPValue(corrected)}",
        { PValue: { } own } => $"; one-sided {VerdictText.PValue(own)}",
        _ => "",
    };

    static string Diverged(CellAnalysis cell)
    {
        int diverged = cell.EndedRuns.Count(run => run.Outcome!.Status == RunStatus.Diverged);
        return diverged == 0 ? "" : $" {diverged} of {cell.EndedRuns.Count()} runs diverged.";
    }
}
