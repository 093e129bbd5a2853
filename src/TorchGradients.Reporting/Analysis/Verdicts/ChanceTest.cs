using MathNet.Numerics.Distributions;
using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>A cell's test accuracy against what a constant guess reaches, which needs no trained network.</summary>
/// <param name="Accuracy">Mean over the seeds.</param>
/// <param name="Chance">The accuracy of always saying the training part's most frequent class.</param>
/// <param name="Skill">The share of the way from chance to 1: (accuracy − chance) / (1 − chance).</param>
/// <param name="PValue">
/// That the accuracy is not above chance, one-sided, uncorrected: Student's test over the seeds; with one seed by the binomial standard
/// error √(chance (1 − chance) / n) of a test part with n rows. Null with one seed where n is not known, and where all seeds reach the
/// same, other than chance.
/// </param>
/// <param name="Seeds">How many seeds.</param>
public sealed record ChanceTest(double Accuracy, double Chance, double Skill, double? PValue, int Seeds)
{
    /// <summary>The p-value after Holm's correction for the number of cells of the experiment.</summary>
    public double? HolmPValue { get; private init; }

    /// <summary>What it comes to.</summary>
    public ChanceVerdict Verdict { get; private init; }

    /// <summary>The tests of all cells; null where accuracy or chance is not known, or where a constant guess is always right.</summary>
    public static IReadOnlyList<ChanceTest?> Of(IReadOnlyList<CellAnalysis> cells, AnalysisConfig thresholds)
    {
        ChanceTest?[] tests = [.. cells.Select(Of)];
        IReadOnlyList<double?> corrected = HolmCorrection.Of([.. tests.Select(test => test?.PValue)]);
        return
        [
            .. tests.Select((test, place) => test is null ? null
                : test with { HolmPValue = corrected[place], Verdict = VerdictOf(test.Skill, corrected[place], thresholds) }),
        ];
    }

    static ChanceTest? Of(CellAnalysis cell)
    {
        // It belongs to the data set: runs of an earlier version, which do not say it, share it with the others of the cell.
        Outcome[] outcomes = [.. cell.EndedRuns.Select(run => run.Outcome!)];
        double[] chances = [.. outcomes.Select(outcome => outcome.ChanceAccuracy).OfType<double>().Distinct()];
        double[] accuracies = [.. cell["testAccuracy"].Seeds.Select(seed => seed.Value).OfType<double>()];
        if (chances.Length == 0 || accuracies.Length == 0 || chances.Average() >= 1) return null;

        double chance = chances.Average();
        var above = PairedDifference.Of([.. accuracies.Select(accuracy => accuracy - chance)])!;
        double? p = accuracies.Length > 1 ? OneSided(above) : Binomial(above.Mean.Mean, chance, outcomes.Max(outcome => outcome.TestRows));
        return new ChanceTest(accuracies.Average(), chance, above.Mean.Mean / (1 - chance), p, accuracies.Length);
    }

    static ChanceVerdict VerdictOf(double skill, double? p, AnalysisConfig thresholds) =>
        skill < thresholds.TrainedSkill ? ChanceVerdict.NoBetter
        : p is null || p < thresholds.Significance ? ChanceVerdict.Better
        : ChanceVerdict.NotTold;

    static double? OneSided(PairedDifference above) => above.T is not { } t ? above.PValue : t > 0 ? above.PValue / 2 : 1 - (above.PValue / 2);

    static double? Binomial(double above, double chance, int? rows) => rows is not { } n ? null
        : Normal.CDF(0, 1, -above / Math.Sqrt(chance * (1 - chance) / n));
}
