using System.Net;
using System.Text.Json.Nodes;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>From <c>plan --preflight</c> over <c>run</c> to the score in both reports.</summary>
public sealed class PreflightTests : IDisposable
{
    // Sigmoid under He's weights passes on 0.32 of the error term a layer: 1e-9 comes through twenty. Two layers of relu lose nothing.
    const string Experiment = """
        {
          "name": "foretold", "data": { "name": "digits", "batchSize": 32 },
          "model": { "width": 16, "initialization": "he-normal" },
          "training": { "optimizer": { "name": "sgd", "learningRate": 0.1 }, "steps": 100 },
          "probes": ["train-loss", "delta-norm", "update-ratio"],
          "axes": [
            { "path": "model:activation", "values": ["relu", "sigmoid"], "pair": "network" },
            { "path": "model:depth", "values": [2, 20], "pair": "network" }],
          "seeds": [1, 2, 3]
        }
        """;

    readonly Scratch _scratch = new Scratch().With("foretold.json", Experiment);

    [Fact]
    public async Task What_was_foretold_before_the_training_is_scored_after_it_and_not_what_the_records_say()
    {
        BufferedCommandResult plan = await _scratch.Run("plan", "foretold.json", "--preflight", "--no-trial");
        Assert.Equal((0, ""), (plan.ExitCode, plan.StandardError));
        Assert.Contains(
            "Preflight (one forward and backward pass each, seed 1): 1 of 2 networks will not train.\n"
                + "  activation sigmoid, depth 20\n    The error term vanishes: layer 1 receives ",
            plan.StandardOutput, StringComparison.Ordinal);
        JsonArray kept = Kept();
        Assert.Equal([0, 2], kept.Select(one => one!["findings"]!.AsArray().Count));
        Assert.All(kept, one => Assert.False((bool)one!["wasComplete"]!));

        BufferedCommandResult run = await _scratch.Run("run", "foretold.json");

        Assert.True(run.ExitCode == 0, run.StandardError);
        Assert.All(Accuracies("relu"), accuracy => Assert.InRange(accuracy, 0.5, 1));
        Assert.All(Accuracies("sigmoid"), accuracy => Assert.InRange(accuracy, 0, 0.14));
        string[] score =
        [
            "Scored is what plan --preflight foretold.",
            "Scored: 2 of 2 cells.",
            "From step 0 alone 1 of 2 cells was expected not to train: 1 of 1 did not (precision 1.0 (95 %: 0.21–1.0)).",
            "1 of 2 cells did not train in 100 steps: 1 of 1 was foreseen (recall 1.0 (95 %: 0.21–1.0)).",
        ];
        Assert.Contains($"Preflight: {string.Join(' ', score)}", Unwrapped(run), StringComparison.Ordinal);
        Assert.All(score, AssertInBothReports);

        // The predictions exchanged: now each is wrong, whatever the records say.
        (kept[0]!["findings"], kept[1]!["findings"]) = (kept[1]!["findings"]!.DeepClone(), kept[0]!["findings"]!.DeepClone());
        File.WriteAllText(KeptFile, kept.ToJsonString());
        await Report();
        AssertInBothReports("From step 0 alone 1 of 2 cells was expected not to train: 0 of 1 did not (precision 0 (95 %: 0–0.79)).");

        File.Delete(KeptFile);
        await Report();
        AssertInBothReports("No prediction of plan --preflight was kept: its rule is applied to the records of step 0 instead.");
        AssertInBothReports(score[2]);
    }

    [Fact]
    public async Task Runs_too_short_to_tell_are_in_no_rate()
    {
        await _scratch.Run("plan", "foretold.json", "--preflight", "--no-trial", "--set", "training:steps=5");
        BufferedCommandResult run = await _scratch.Run("run", "foretold.json", "--set", "training:steps=5");

        Assert.True(run.ExitCode == 0, run.StandardError);
        Assert.Contains(
            "Preflight: The preflight cannot be scored. Scored: 0 of 2 cells. Not scored: 2 too short to tell "
                + "(runs of no more steps than the 10 that the loss at the end is a mean of).",
            Unwrapped(run), StringComparison.Ordinal);
        Assert.DoesNotContain("(precision ", File.ReadAllText(Written("report.md")), StringComparison.Ordinal);
    }

    string KeptFile => Written("preflight.json");

    string Written(string file) => _scratch[Path.Combine("runs", "foretold", file)];

    JsonArray Kept() => JsonNode.Parse(File.ReadAllText(KeptFile))!.AsArray();

    async Task Report()
    {
        BufferedCommandResult report = await _scratch.Run("report", "runs/foretold");
        Assert.True(report.ExitCode == 0, report.StandardError);
    }

    void AssertInBothReports(string sentence)
    {
        Assert.Contains($"\n- {sentence}\n", File.ReadAllText(Written("report.md")), StringComparison.Ordinal);
        Assert.Contains($"<li>{sentence}</li>", WebUtility.HtmlDecode(File.ReadAllText(Written("report.html"))), StringComparison.Ordinal);
    }

    double[] Accuracies(string activation) =>
    [
        .. Directory.EnumerateDirectories(Written(""), $"*{activation}*").Select(run =>
            (double)JsonNode.Parse(File.ReadAllText(Path.Combine(run, "outcome.json")))!["testAccuracy"]!),
    ];

    static string Unwrapped(BufferedCommandResult result) =>
        string.Join(' ', result.StandardOutput.Split('\n').Select(line => line.Trim()));

    public void Dispose() => _scratch.Dispose();
}
