using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Preflight;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Preflight;

/// <summary>What <c>plan --preflight</c> foretold is kept, and it is that which the report scores.</summary>
public sealed class PreflightFileTests
{
    static readonly PreflightFinding _vanishing = new(PreflightCause.Vanishing, "The error term vanishes: layer 1 receives 1e-9 of what layer 3 gets.");

    [Fact]
    public void What_was_foretold_is_scored_and_not_what_the_records_say()
    {
        // By the records both are warned of and neither trains: precision and recall 1. Foretold was the one of 'a' only.
        using var folder = PreflightCells.Folder(("a", true, false), ("b", true, false));
        PreflightFile.Keep(folder.Path, [Of("a", _vanishing), Of("b")]);

        PreflightScore score = Score(folder);

        Assert.Equal((1, 1, 2), (score.Hits, score.Warned, score.Untrained));
        Assert.Equal([_vanishing], score.Cells[0].Findings);
        Assert.Equal("Scored is what plan --preflight foretold.", score.Sentences[0]);
        Assert.Empty(score.Unrecorded);
    }

    [Fact]
    public void Cells_of_which_nothing_was_kept_fall_back_on_the_records_and_it_is_said()
    {
        using var folder = PreflightCells.Folder(("a", true, false), ("b", true, false));
        PreflightFile.Keep(folder.Path, [Of("a")]);

        PreflightScore score = Score(folder);

        Assert.Equal((1, 1, 2), (score.Hits, score.Warned, score.Untrained));
        Assert.Equal(
            "Of 1 cell what plan --preflight foretold is scored; to the others its rule is applied, from the records of step 0.",
            score.Sentences[0]);
    }

    [Fact]
    public void What_was_said_of_a_complete_run_was_not_foretold()
    {
        using var folder = PreflightCells.Folder(("a", true, false), ("b", true, false));
        PreflightFile.Keep(folder.Path, [Of("a", _vanishing), Of("b", _vanishing) with { WasComplete = true }]);

        Assert.Equal(
            "Scored is what plan --preflight foretold. Of 1 cell the run was complete when that was said, so that nothing was foretold.",
            Score(folder).Sentences[0]);
    }

    [Fact]
    public void A_prediction_stays_once_its_run_has_ended_and_is_replaced_before()
    {
        using var folder = PreflightCells.Folder(("a", true, false));
        PreflightFile.Keep(folder.Path, [Of("a"), Of("b")]);
        PreflightFile.Keep(folder.Path, [Of("a", _vanishing) with { WasComplete = true }, Of("b", _vanishing)]);

        IReadOnlyDictionary<string, KeptPrediction> kept = PreflightFile.Read(folder.Path).ByIdentity;

        Assert.Empty(kept["identity-of-a-1"].Findings);
        Assert.Equal([_vanishing], kept["identity-of-b-1"].Findings);
    }

    [Fact]
    public void A_broken_file_is_named_and_the_records_are_used()
    {
        using var folder = PreflightCells.Folder(("a", true, false));
        File.WriteAllText(Path.Combine(folder.Path, PreflightFile.Name), """[{ "run": "a-1" }]""");

        PreflightScore score = Score(folder);

        Assert.Equal(1, score.Hits);
        Assert.Equal(
            $"{Path.Combine(folder.Path, "preflight.json")} cannot be read: an entry has no identity or no findings. 'plan --preflight' writes it anew. "
                + "No prediction of plan --preflight was kept: its rule is applied to the records of step 0 instead.",
            score.Sentences[0]);
    }

    static KeptPrediction Of(string cell, params PreflightFinding[] findings) => new($"identity-of-{cell}-1", $"{cell}-1", false, findings);

    static PreflightScore Score(ExperimentFolder folder) => ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Preflight!;
}
