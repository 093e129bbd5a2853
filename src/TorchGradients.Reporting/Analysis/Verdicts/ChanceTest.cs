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
/// That the accuracy is chance, two-sided: Student's test over the seeds; with one seed by the binomial standard error
/// √(chance (1 − chance) / n) of a test part with n rows. Null with one seed where n is not known.
/// </param>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Verdict">What it comes to.</param>
public sealed record ChanceTest(double Accuracy, double Chance, double Skill, double? PValue, int Seeds, ChanceVerdict Verdict)
{
    /// <summary>The test; null where accuracy or chance is not known, or where a constant guess is always right.</summary>
    public static ChanceTest? Of(CellAnalysis cell, AnalysisConfig thresholds)
    {
        // It belongs to the data set: runs of an earlier version, which do not say it, share it with the others of the cell.
        Outcome[] outcomes = [.. cell.EndedRuns.Select(run => run.Outcome!)];
        double[] chances = [.. outcomes.Select(outcome => outcome.ChanceAccuracy).OfType<double>().Distinct()];
        double[] accuracies = [.. cell["testAccuracy"].Seeds.Select(seed => seed.Value).OfType<double>()];
        if (chances.Length == 0 || accuracies.Length == 0 || chances.Average() >= 1) return null;

        double chance = chances.Average();
        var above = PairedDifference.Of([.. accuracies.Select(accuracy => accuracy - chance)])!;
        double skill = above.Mean.Mean / (1 - chance);
        double? p = accuracies.Length > 1 ? above.PValue : Binomial(above.Mean.Mean, chance, outcomes.Max(outcome => outcome.TestRows));
        return new ChanceTest(accuracies.Average(), chance, skill, p, accuracies.Length, VerdictOf(skill, p, thresholds));
    }

    static ChanceVerdict VerdictOf(double skill, double? p, AnalysisConfig thresholds) =>
        skill < thresholds.TrainedSkill ? ChanceVerdict.NoBetter
        : p is null || p < thresholds.Significance ? ChanceVerdict.Better
        : ChanceVerdict.NotTold;

    static double? Binomial(double above, double chance, int? rows) => rows is not { } n ? null
        : above == 0 ? 1
        : 2 * Normal.CDF(0, 1, -Math.Abs(above) / Math.Sqrt(chance * (1 - chance) / n));
}
