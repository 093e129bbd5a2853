using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis;

/// <summary>What ails a network, in a few plain sentences for someone who never saw the tool.</summary>
/// <param name="Verdict">The finding in a word.</param>
/// <param name="Sentences">
/// The finding, and the numbers that it rests on; the first sentence is the most important one.
/// </param>
/// <remarks>
/// Profile and decay factor are those of the first recorded step, at which all remedies of a comparison have seen the
/// same;
/// the update ratio is the mean over the recorded steps. Thresholds: <see cref="AnalysisConfig"/>.
/// </remarks>
public sealed record Diagnosis(Verdict Verdict, IReadOnlyList<string> Sentences)
{
    /// <summary>The sentences as one paragraph.</summary>
    public string Text => string.Join(' ', Sentences);

    /// <summary>The diagnosis of an archived run.</summary>
    public static Diagnosis Of(ArchivedRun run, AnalysisConfig? thresholds = null) =>
        Of(run.Records, run.Outcome, thresholds, Runs.RunConfig.Optimizer(Runs.RunConfig.Read(run.Files)));

    /// <summary>The diagnosis of a run by its records and, where there is one, its outcome.</summary>
    public static Diagnosis Of(RunRecords records, Outcome? outcome, AnalysisConfig? thresholds = null, string? optimizer = null)
    {
        double[] ratios = [.. records.Series("update-ratio", layer: 1).Select(point => point.Value)];
        return Of(LayerProfile.AtFirst(records), outcome, ratios.Length == 0 ? null : ratios.Average(), thresholds, optimizer);
    }

    /// <summary>The diagnosis of a profile.</summary>
    /// <param name="profile">The layers at the first recorded step.</param>
    /// <param name="outcome">How the run ended; null without a run.</param>
    /// <param name="firstLayerUpdateRatio">The mean of ‖ΔW_1‖ / ‖W_1‖; null: that of the profile.</param>
    /// <param name="thresholds">Null: the defaults.</param>
    /// <param name="optimizer">The optimizer's name; null: not known.</param>
    public static Diagnosis Of(
        LayerProfile profile, Outcome? outcome = null, double? firstLayerUpdateRatio = null, AnalysisConfig? thresholds = null,
        string? optimizer = null)
    {
        thresholds ??= new AnalysisConfig();
        double? updateRatio = firstLayerUpdateRatio ?? profile.Layers.Select(layer => layer.UpdateRatio).FirstOrDefault();
        var error = ErrorTermFinding.Of(profile, outcome?.Decay?.AtInitialization, thresholds);
        bool repaired = error.Verdict == Verdict.Vanishing && updateRatio >= thresholds.LearningUpdateRatio;

        List<string> sentences = [];
        if (outcome?.Status == RunStatus.Diverged) sentences.Add(Divergence(outcome));
        sentences.AddRange(error.Sentences);
        if (updateRatio is { } ratio && double.IsFinite(ratio)) sentences.Add(Update(ratio, error.Verdict, thresholds, optimizer));
        sentences.AddRange(UnitFindings.Of(profile, thresholds));
        if (sentences.Count == 0)
        {
            sentences.Add("Nothing can be said of the layers: record the quantities delta-norm and update-ratio.");
        }

        var verdict = outcome?.Status == RunStatus.Diverged ? Verdict.Diverged
            : repaired ? Verdict.VanishingButUpdated
            : error.Verdict;
        return new Diagnosis(verdict, sentences);
    }

    // Plain gradient descent takes the gradient as it is, so that it repairs nothing.
    static bool RescalesGradients(string? optimizer) => optimizer is not (null or "sgd");

    static string Divergence(Outcome outcome) => "The training diverged: after "
        + $"{outcome.Steps} {(outcome.Steps == 1 ? "step" : "steps")} the loss was no longer a finite number.";

    static string Update(double ratio, Verdict error, AnalysisConfig thresholds, string? optimizer)
    {
        bool starved = error is Verdict.Vanishing or Verdict.Underflow;
        string change = ratio == 0
            ? "Its weights do not change at all"
            : $"Its weights change by {ShortNumber.Of(ratio)} of their size a step";
        if (error == Verdict.Unknown) change = change.Replace("Its weights", "The first layer's weights", StringComparison.Ordinal);

        return ratio switch
        {
            0 when error is not (Verdict.Underflow or Verdict.Unknown) => $"{change}, as rounding takes all of the step away: it does not learn.",
            _ when ratio < thresholds.FrozenUpdateRatio => $"{change}: it does not learn.",
            _ when ratio < thresholds.LearningUpdateRatio => $"{change}: it learns slowly.",
            _ when ratio > thresholds.ExcessiveUpdateRatio => $"{change}: too much to learn steadily.",
            _ when starved && RescalesGradients(optimizer) => $"{change} all the same: the optimizer repaired the update, not the gradient.",
            _ when starved => $"{change} all the same ({ShortNumber.Of(thresholds.LearningUpdateRatio, 1)} or more counts as learning).",
            _ => $"{change}: it learns.",
        };
    }
}
