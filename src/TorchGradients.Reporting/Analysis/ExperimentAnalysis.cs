using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Claims;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Effects;
using TorchGradients.Reporting.Analysis.Predictions;
using TorchGradients.Reporting.Analysis.Preflight;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis;

/// <summary>
/// All that a report of an experiment renders, in numbers and sentences: which remedy brings the gradient back, how
/// sure that
/// is, and what it costs. A report computes nothing.
/// </summary>
public sealed record ExperimentAnalysis
{
    /// <summary>The folder that was analysed.</summary>
    public required ExperimentArchive Archive { get; init; }

    /// <summary>Where conditions and significance begin.</summary>
    public required AnalysisConfig Thresholds { get; init; }

    /// <summary>What is missing or broken, a sentence each; to be shown first.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>
    /// The answer to the experiment's question, one per set of values of the axes that the baseline does not name.
    /// </summary>
    public required IReadOnlyList<ContextAnswer> Answers { get; init; }

    /// <summary>The verdict on each remedy.</summary>
    public required IReadOnlyList<RemedyVerdict> Verdicts { get; init; }

    /// <summary>What the conclusions hang on.</summary>
    public required IReadOnlyList<Caveat> Caveats { get; init; }

    /// <summary>The experiment's claims, each with what the measurements say of it.</summary>
    public IReadOnlyList<ClaimVerdict> Claims { get; init; } = [];

    /// <summary>The cells of the axes that are not nuisance, with measures, comparisons and nuisance choices.</summary>
    public required IReadOnlyList<CellAnalysis> Cells { get; init; }

    /// <summary>Whether gradient, update and training are in order, of every cell in the order of <see cref="Cells"/>.</summary>
    public required IReadOnlyList<CellState> States { get; init; }

    /// <summary>Main effects and two-way interactions.</summary>
    public required GridEffects Effects { get; init; }

    /// <summary>Decay factors beside theory's, of every cell in the order of <see cref="Cells"/>.</summary>
    public required IReadOnlyList<TheoryComparison> Theory { get; init; }

    /// <summary>How well step 0 foretold which cells train; null where no run has ended.</summary>
    public required PreflightScore? Preflight { get; init; }

    /// <summary>
    /// Every run in the order of the plan, also those of nuisance values that were not chosen: profiles, diagnoses,
    /// curves.
    /// </summary>
    public required IReadOnlyList<RunSummary> Runs { get; init; }

    /// <summary>Whether the only cell trains, with the numbers that say so; null where there are several, or none that has finished.</summary>
    public string? Training => States is [var only] && only.Cell.EndedRuns.Any() ? TrainingText.Alone(only) : null;

    /// <summary>What the experiment asks; empty where nobody wrote it down.</summary>
    public string Question => Archive.Plan.Question ?? "";

    /// <summary>
    /// Analyses an experiment's folder; reads the records of every run once, and keeps summaries only.
    /// </summary>
    public static ExperimentAnalysis Of(ExperimentArchive archive)
    {
        var thresholds = archive.Plan.Analysis ?? new AnalysisConfig();
        var baseline = archive.Plan.Baseline ?? new Dictionary<string, string>();
        IReadOnlyList<ClaimReading> wanted = ClaimReading.Of(archive.Plan.Claims ?? []);
        RunSummary[] runs = SharedClock.Marked([.. archive.Runs.AsParallel().AsOrdered().Select(run => RunSummary.Of(run, thresholds, wanted))]);
        var cells = CellAnalyses.Of(archive, runs.ToDictionary(run => run.Run));
        var effects = GridEffects.Of(cells, baseline);
        var states = CellState.Of(cells, thresholds);
        bool isHalfFinished = runs.Any(run => run.Outcome is null or { Status: RunStatus.Cancelled });
        var verdicts = RemedyVerdict.Of(states, thresholds);
        return new ExperimentAnalysis
        {
            Archive = archive,
            Thresholds = thresholds,
            Missing = MissingParts.Of(archive, runs),
            Answers = ContextAnswer.Of(verdicts, baseline),
            Verdicts = verdicts,
            Caveats = CaveatList.Of(archive.Plan, states, verdicts, effects, thresholds),
            Claims = [.. ClaimVerdict.Of(archive.Plan.Claims, cells, thresholds).Select(claim => claim with { IsPreliminary = isHalfFinished })],
            Cells = cells,
            States = states,
            Effects = effects,
            Theory = [.. cells.Select(TheoryComparison.Of)],
            Preflight = PreflightScore.Of(states, thresholds, PreflightFile.Read(archive.Folder)),
            Runs = runs,
        };
    }
}
