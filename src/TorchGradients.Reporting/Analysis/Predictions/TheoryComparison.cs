using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Predictions;

/// <summary>The decay factor that a cell's networks had before training, beside theory's.</summary>
/// <remarks>
/// Whether both agree: <see cref="OutcomeTheory"/> has the rule, of the mean of so many seeds. Where the scatter of
/// finite width is not known it is taken from two or more seeds: they agree where their 95 % interval, widened by theory's
/// 1.5 %, holds 1 and spans at most a factor of <see cref="WidestThatTells"/>; a wider one does not tell.
/// </remarks>
/// <param name="Cell">The cell.</param>
/// <param name="Predicted">The predicted decay factor; null where there is none.</param>
/// <param name="Ratio">Measured ÷ predicted, geometric mean over the seeds; null where there is none.</param>
/// <param name="Low">
/// Lower end of its 95 % interval: over the seeds (Student's t of the logarithms); of a single one from the scatter of
/// finite width; null where neither is known.
/// </param>
/// <param name="High">Upper end.</param>
/// <param name="Expected">The range that finite width explains; null where not known.</param>
/// <param name="Reason">Why something of this is null; else null.</param>
/// <param name="IsOutOfReach">Whether theory leaves out a part that need not be small: nothing is judged.</param>
public sealed record TheoryComparison(
    CellAnalysis Cell, double? Predicted, double? Ratio, double? Low, double? High, (double Low, double High)? Expected, string? Reason,
    bool IsOutOfReach = false)
{
    /// <summary>The factor from end to end of the seeds' interval up to which it tells that theory agrees.</summary>
    public const double WidestThatTells = 1.2;

    /// <summary>Whether finite width explains the difference; null where that cannot be said.</summary>
    public bool? Agrees => IsOutOfReach || Ratio is not { } ratio ? null
        : Expected is { } expected ? ratio >= expected.Low && ratio <= expected.High
        : Low is not { } low || High is not { } high ? null
        : Math.Log(low) > OutcomeTheory.Within || Math.Log(high) < -OutcomeTheory.Within ? false
        : high / low <= WidestThatTells ? true
        : null;

    /// <summary>The comparison of a cell.</summary>
    public static TheoryComparison Of(CellAnalysis cell)
    {
        OutcomeTheory[] theories = [.. cell.EndedRuns.Select(run => run.Outcome!.Theory).OfType<OutcomeTheory>()];
        if (theories.Length == 0) return new TheoryComparison(cell, null, null, null, null, null, Absent(cell));

        OutcomeTheory[] compared = [.. theories.Where(theory => theory.MeasuredOverPredicted is > 0)];
        if (compared.Length == 0) return new TheoryComparison(cell, theories[0].FactorPerLayer, null, null, null, null, theories[0].Reason);

        double[] logarithms = [.. compared.Select(theory => Math.Log(theory.MeasuredOverPredicted!.Value))];
        var mean = MeanInterval.Of(logarithms)!;
        double? low = mean.Low is { } lower ? Math.Exp(lower) : compared[0].Low;
        double? high = mean.High is { } upper ? Math.Exp(upper) : compared[0].High;
        return new TheoryComparison(
            cell, compared[0].FactorPerLayer, Math.Exp(mean.Mean), low, high, ExpectedOf(compared), compared[0].Reason,
            compared[0].IsOutOfReach);
    }

    static (double Low, double High)? ExpectedOf(OutcomeTheory[] compared) =>
        compared[0] is { TypicalFactor: { } typical, Deviation: { } deviation }
            ? (OutcomeTheory.LowestExpected(typical, deviation, compared.Length), OutcomeTheory.HighestExpected(typical, deviation, compared.Length))
            : null;

    static string Absent(CellAnalysis cell) =>
        !cell.EndedRuns.Any() ? "No run has ended."
        : cell.EndedRuns.All(run => run.Decay.Count == 0) ? "delta-norm was not recorded."
        : cell.EndedRuns.All(run => run.First.Step > 0) ? "delta-norm was not recorded at step 0."
        : "The runs hold no prediction: an earlier version of the program made them. Run them again with --fresh.";
}
