using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Reports;

/// <summary>At which numbers a report changes its words, and where these numbers come from.</summary>
static class ThresholdTable
{
    /// <summary>The thresholds that this report was written with.</summary>
    public static ReportTable Of(AnalysisConfig thresholds) => new(
        "Thresholds, all in the analysis section of the config",
        ["setting", "value", "what it decides", "source"],
        [
            Row("vanishing", thresholds.Vanishing, "the error term vanishes in a layer that gets less than this share of the last hidden layer's", "an order of magnitude; none"),
            Row("exploding", thresholds.Exploding, "it explodes in a layer that gets more than this multiple", "an order of magnitude; none"),
            Row("underflowed", thresholds.Underflowed, "it underflows where more than this share of its entries is exactly 0, dead units apart", "none"),
            Row("saturated", thresholds.Saturated, "units are saturated where more than this share of units and samples is flat", "Glorot and Bengio, 2010, figure 2"),
            Row("dead", thresholds.Dead, "units are dead where more than this share answers no sample", "Karpathy, CS231n, Neural Networks Part 1"),
            Row("frozenUpdateRatio", thresholds.FrozenUpdateRatio, "a layer with a smaller update ratio is frozen: a thousand steps change it by less than 0.1 %", "Karpathy, CS231n, Neural Networks Part 3 (about 1e-3 is usual)"),
            Row("learningUpdateRatio", thresholds.LearningUpdateRatio, "an update ratio is useful from here on", "the same, with an order of magnitude to spare"),
            Row("excessiveUpdateRatio", thresholds.ExcessiveUpdateRatio, "a larger update ratio replaces the weights within a few steps", "the same, two orders of magnitude above; none"),
            Row("trainedSkill", thresholds.TrainedSkill, "a network trains from this share of the way from a constant guess to 1, if significantly above the guess", "the skill score of Heidke, 1926"),
            Row("trainedLossShare", thresholds.TrainedLossShare, "where the guess is not known: the training loss falls below this share of the first step's", "none"),
            Row("significance", thresholds.Significance, "p-values below it, after Holm's correction, tell a difference from chance", "the usual 5 %"),
            Row("fewestSeeds", thresholds.FewestSeeds, "fewer seeds are a caveat", "Henderson et al., 2018"),
        ]);

    static IReadOnlyList<ReportEntry> Row(string name, double value, string meaning, string source) =>
        [new($"analysis:{name}"), new(ShortNumber.Of(value, value == Math.Floor(value) ? 1 : 2), value), new(meaning), new(source)];
}
