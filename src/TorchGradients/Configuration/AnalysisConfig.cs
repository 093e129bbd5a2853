using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Configuration;

/// <summary>
/// At which numbers the analysis changes its words: the <c>analysis</c> section. No run's numbers depend on it, so it
/// is
/// no part of a run's config or identity; a report can be written again with other thresholds.
/// </summary>
/// <remarks>
/// Rules of thumb, wide enough that no verdict hangs on the noise of a seed. Sources: update ratio, "should be
/// somewhere
/// around 1e-3" and dead units, Karpathy, CS231n, "Neural Networks Part 3" and "Part 1"; saturation, Glorot and Bengio,
/// 2010, figure 2; number of seeds, Henderson et al., 2018, "Deep Reinforcement Learning that Matters" (five runs);
/// significance, the usual 5 %. What has no source says so.
/// </remarks>
public sealed record AnalysisConfig
{
    /// <summary>p-values below it, after Holm's correction, count as a difference.</summary>
    [Description("p-values below it, after Holm's correction, count as a difference")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Significance { get; init; } = 0.05;

    /// <summary>With fewer seeds than this there is a caveat.</summary>
    [Description("with fewer seeds there is a caveat"), Range(1, int.MaxValue)]
    public int FewestSeeds { get; init; } = 5;

    /// <summary>
    /// A layer with less than this fraction of the last hidden layer's ‖δ‖: it vanishes. An order of magnitude; no
    /// source.
    /// </summary>
    [Description("a layer that gets less than this fraction of the last hidden layer's error term: vanishing")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Vanishing { get; init; } = 0.1;

    /// <summary>
    /// A layer with more than this multiple: it grows, with more than its square it explodes. An order of magnitude; no
    /// source.
    /// </summary>
    [Description("a layer that gets more than this multiple of the last hidden layer's error term: exploding")]
    [Range(1.0, double.MaxValue)]
    public double Exploding { get; init; } = 10;

    /// <summary>More than this fraction of units × samples where φ is flat: saturated.</summary>
    [Description("more than this fraction of units and samples where the activation is flat: saturated")]
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Saturated { get; init; } = 0.5;

    /// <summary>
    /// More than this fraction of units with φ′ = 0 on the whole batch: dead ("as much as 40 %" is what Karpathy warns
    /// of).
    /// </summary>
    [Description("more than this fraction of units that answer no sample of the batch: dead")]
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dead { get; init; } = 0.5;

    /// <summary>
    /// More than this fraction of entries of δ exactly 0, other than by dead units: underflowed. No source.
    /// </summary>
    [Description("more than this fraction of the error term's entries exactly 0: underflowed")]
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Underflowed { get; init; } = 0.5;

    /// <summary>An update ratio below this: a thousand steps change the weights by less than 0.1 %, frozen.</summary>
    [Description("a smaller update ratio (size of an update by size of the weights): frozen")]
    [Range(0.0, double.MaxValue)]
    public double FrozenUpdateRatio { get; init; } = 1e-6;

    /// <summary>
    /// An update ratio from here on is useful (1e-3 is the usual advice): a thousand steps change the weights by 10 %.
    /// </summary>
    [Description("an update ratio from here on is of a useful size"), Range(0.0, double.MaxValue)]
    public double LearningUpdateRatio { get; init; } = 1e-4;

    /// <summary>
    /// An update ratio above this replaces the weights within ten steps: too large. Two orders of magnitude above the usual advice; no
    /// source.
    /// </summary>
    [Description("a larger update ratio replaces the weights within a few steps: too large"), Range(0.0, double.MaxValue)]
    public double ExcessiveUpdateRatio { get; init; } = 0.1;

    /// <summary>
    /// A network trains if its test accuracy is at least this share of the way from a constant guess's to 1 (the skill score
    /// (accuracy − chance) / (1 − chance), Heidke, 1926; Cohen's κ has the same form), and significantly above it, one-sided and corrected for the number of cells. The 5 % are
    /// more than the noise of a small test part: on 297 rows of ten classes two standard errors are 4 % of the way.
    /// </summary>
    [Description("a network trains if its test accuracy is at least this share of the way from a constant guess's to 1")]
    [Range(0.0, 1.0)]
    public double TrainedSkill { get; init; } = 0.05;

    /// <summary>Where chance is not known: a run trains if its training loss falls below this share of the first step's. No source.</summary>
    [Description("where chance is not known, a run trains if its training loss falls below this share of the first step's")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double TrainedLossShare { get; init; } = 0.9;
}
