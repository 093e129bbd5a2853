using System.Text.Json.Nodes;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>Runs that are bound to their cohort, and what becomes of them when they are broken off.</summary>
static class BoundRuns
{
    const int StepsPerCheckpoint = 4;

    /// <summary>Three runs, of which the second diverges; 13 rows bind them to their cohort.</summary>
    public static IReadOnlyList<PlannedRun> PlanBound(
        this SomeRun some, string activation = "tanh", string normalization = "none", string optimizer = "sgd",
        string precision = "float32", int divergesAfter = 6, int batchSize = 13)
    {
        IReadOnlyList<PlannedRun> runs = some.PlanAll($$"""
            {
              "data": { "batchSize": {{batchSize}}, "validationFraction": 0.2 },
              "model": { "activation": "{{activation}}", "normalization": "{{normalization}}" },
              "training": {
                "optimizer": { "name": "{{optimizer}}", "learningRate": 0.01 }, "precision": "{{precision}}",
                "steps": 20, "evaluateEvery": 6, "checkpointEvery": {{StepsPerCheckpoint}}, "checkpoints": ["initial", "final"]
              },
              "probes": ["train-loss", "update-ratio", "delta-norm"],
              "axes": [{
                "path": "training:schedule", "values": ["constant", { "name": "step", "every": {{divergesAfter}}, "factor": 1e200 }, "cosine"]
              }],
              "execution": { "cohorts": 3 }
            }
            """);
        Assert.All(runs, run => Assert.Equal(batchSize % 16 != 0, run.IsBoundToCohort));
        return runs;
    }

    /// <summary>Trains them until they are interrupted after so many steps.</summary>
    public static (IReadOnlyList<Outcome> Outcomes, string[] Folders) Break(
        this SomeRun some, IReadOnlyList<PlannedRun> runs, int afterSteps, string[]? folders = null)
    {
        using var cancellation = new CancellationTokenSource();
        some.Cancellation = cancellation.Token;
        some.AfterStep = step =>
        {
            if (step + 1 == afterSteps) cancellation.Cancel();
        };
        var broken = some.ExecuteTogether(runs, folders ?? [.. runs.Select(_ => some.NewFolder())]);
        (some.Cancellation, some.AfterStep) = (default, _ => { });
        return broken;
    }

    /// <summary>What lies on the disk after a step: what a process leaves that is killed there.</summary>
    public static string[] Kill(
        this SomeRun some, IReadOnlyList<PlannedRun> runs, int afterSteps, Action<int>? afterStep = null)
    {
        string[] folders = [.. runs.Select(_ => some.NewFolder())], copies = [.. runs.Select(_ => some.NewFolder())];
        some.AfterStep = step =>
        {
            afterStep?.Invoke(step);
            if (step + 1 != afterSteps) return;
            foreach ((string folder, string copy) in folders.Zip(copies))
            {
                Directory.CreateDirectory(copy);
                foreach (string file in Directory.GetFiles(folder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
        };
        some.ExecuteTogether(runs, folders);
        some.AfterStep = _ => { };
        return copies;
    }

    /// <summary>Fails where results, records or weights differ.</summary>
    public static void AssertEqual(string[] whole, string[] resumed)
    {
        Assert.Equal(whole.Select(Measured), resumed.Select(Measured));
        foreach ((string one, string other) in whole.Zip(resumed))
        {
            Assert.Equal(Comparable(one), Comparable(other));
            Assert.False(CheckpointFile.IsIn(other));
            foreach (string weights in new[] { "initial.safetensors", "final.safetensors" })
            {
                Assert.Equal(File.ReadAllBytes(Path.Combine(one, weights)), File.ReadAllBytes(Path.Combine(other, weights)));
            }
        }
    }

    /// <summary>After how many steps a run was resumed; null where it was not.</summary>
    public static int? ResumedAt(string folder) => SomeRun.Events(folder).SingleOrDefault(record => record.Quantity == "resumed")?.Step;

    /// <summary>Whether a folder has a result.</summary>
    public static bool HasOutcome(string folder) => File.Exists(Path.Combine(folder, OutcomeFile.Name));

    static Outcome Comparable(string folder) =>
        OutcomeFile.Read(Path.Combine(folder, OutcomeFile.Name)) with { Seconds = 0, Cost = null };

    /// <summary>A run's records, without those of how it came about.</summary>
    public static IReadOnlyList<string> Measured(string folder) =>
        [.. SomeRun.Lines(folder).Where(line => JsonNode.Parse(line)!["Kind"]!.ToString() != "lifecycle")];
}
