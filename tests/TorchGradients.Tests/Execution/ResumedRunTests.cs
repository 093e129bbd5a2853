using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.HandRolled;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Training.Optimizers;
using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>A run that is broken off anywhere, also several times, and goes on is the undisturbed run to the last bit.</summary>
public sealed class ResumedRunTests : IDisposable
{
    const int Steps = 23;
    const string Probes =
        """ "probes": ["train-loss", "update-ratio", "gradient-signal-to-noise", { "name": "delta-norm", "every": 3, "from": 2 }] """;

    readonly SomeRun _some = new();

    public static TheoryData<string, string> EveryOptimizerOfBothEngines =>
    [
        .. Names(Optimizers.All).Select(name => ("torch", name)),
        .. Names(HandRolledOptimizers.All).Select(name => ("hand-rolled", name)),
    ];

    public static TheoryData<string> Networks =>
    [
        """ "model": { "normalization": "batch-norm", "activation": "prelu" }, "training": { "optimizer": "adam", "precision": "float64" """,
        """ "model": { "normalization": "batch-norm", "activation": "prelu" }, "training": { "optimizer": "adam", "engine": "hand-rolled" """,
        """ "model": { "normalization": "weight-norm", "initialization": "lsuv" }, "training": { "schedule": "one-cycle" """,
        """ "model": { "initialization": "lsuv" }, "training": { "schedule": "cosine", "engine": "hand-rolled" """,
        """ "model": { "normalization": "layer-norm", "connection": "residual" }, "training": { "schedule": "linear-warmup", "clipping": "norm" """,
        """ "model": { "width": 1, "depth": 1 }, "training": { "optimizer": { "name": "rmsprop", "momentum": 0.9, "centered": true } """,
    ];

    public void Dispose() => _some.Dispose();

    [Theory, MemberData(nameof(EveryOptimizerOfBothEngines))]
    public void Every_optimizer_goes_on_with_what_it_remembered(string engine, string optimizer) => Gen.Int[1, Steps - 1].Array[1, 2].Sample(
        breaks => Assert_same($$""" "training": { "optimizer": {{Options(engine, optimizer)}}, "engine": "{{engine}}" """, breaks),
        iter: 1, threads: 1);

    [Theory, MemberData(nameof(Networks))]
    public void Statistics_scales_schedules_and_precision_go_on_too(string network) =>
        Gen.Int[1, Steps - 1].Array[1, 2].Sample(breaks => Assert_same(network, breaks), iter: 1, threads: 1);

    [Fact]
    public void What_was_recorded_after_the_checkpoint_is_recorded_again_once()
    {
        PlannedRun run = Plan(""" "training": { "optimizer": "adam" """, "4");
        (Outcome undisturbed, string whole) = _some.Execute(run);

        // As kill -9 leaves it: no checkpoint of the moment, and records beyond the last one, the very last cut off.
        string folder = Killed(run, afterStep: 14);

        (Outcome resumed, _) = _some.Execute(run, folder);
        RecordEvent said = Assert.Single(SomeRun.Events(folder), record => record.Quantity == "resumed");
        Assert.Equal(12, said.Step);
        Assert.Equal(Measured(whole), Measured(folder));
        Assert.Equal(Comparable(undisturbed), Comparable(resumed));
        Assert.False(CheckpointFile.IsIn(folder));
        Assert.True(resumed.Seconds > 0);
    }

    [Fact]
    public void A_run_that_diverges_after_it_was_resumed_ends_as_it_would_have()
    {
        const string Diverging = """ "model": { "activation": "relu" }, "training": { "optimizer": { "name": "sgd", "learningRate": 1e30 } """;
        Outcome undisturbed = _some.Execute(Plan(Diverging, "1")).Outcome;
        Assert.Equal(RunStatus.Diverged, undisturbed.Status);

        Assert_same(Diverging, [1]);
    }

    [Fact]
    public void A_time_limit_counts_all_attempts_and_a_raised_one_goes_on_where_the_lower_one_ended()
    {
        var time = new FakeTimeProvider();
        using var some = new SomeRun { Clock = time, AfterStep = _ => time.Advance(TimeSpan.FromSeconds(1)) };
        string folder = some.NewFolder();

        Outcome low = some.Execute(Limited(5.5), folder).Outcome;
        Outcome again = some.Execute(Limited(5.5), folder).Outcome;
        Outcome raised = some.Execute(Limited(9.5), folder).Outcome;
        Outcome none = some.Execute(Limited(null), folder).Outcome;

        Assert.Equal((RunStatus.Failed, 6, 6.0), (low.Status, low.Steps, low.Seconds));
        Assert.Equal((RunStatus.Failed, 6, 6.0), (again.Status, again.Steps, again.Seconds));
        Assert.Equal((RunStatus.Failed, 10, 10.0), (raised.Status, raised.Steps, raised.Seconds));
        Assert.Equal((RunStatus.Completed, 12, 12.0), (none.Status, none.Steps, none.Seconds));

        PlannedRun Limited(double? limit) => some.Plan($$"""
            { "training": { "checkpointEvery": 10, "timeLimit": {{limit?.ToString(CultureInfo.InvariantCulture) ?? "null"}} } }
            """);
    }

    /// <summary>Breaks the run off after each of these numbers of further steps, goes on to its end, and compares.</summary>
    void Assert_same(string settings, int[] breaks)
    {
        PlannedRun run = Plan(settings, "5");
        (Outcome undisturbed, string whole) = _some.Execute(run);
        string folder = _some.NewFolder();
        foreach (int steps in breaks) Break(run, folder, steps);

        (Outcome resumed, _) = _some.Execute(run, folder);
        Assert.Equal(Measured(whole), Measured(folder));
        Assert.Equal(Comparable(undisturbed), Comparable(resumed));
        foreach (string weights in new[] { "initial.safetensors", "final.safetensors" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, weights)), File.ReadAllBytes(Path.Combine(folder, weights)));
        }

        Assert.False(CheckpointFile.IsIn(folder));
    }

    void Break(PlannedRun run, string folder, int after)
    {
        using var cancellation = new CancellationTokenSource();
        int made = 0;
        _some.Cancellation = cancellation.Token;
        _some.AfterStep = _ =>
        {
            if (++made == after) cancellation.Cancel();
        };
        Outcome outcome = _some.Execute(run, folder).Outcome;
        (_some.Cancellation, _some.AfterStep) = (default, _ => { });
        if (outcome.Status == RunStatus.Cancelled) Assert.True(CheckpointFile.IsIn(folder));
    }

    string Killed(PlannedRun run, int afterStep)
    {
        string folder = _some.NewFolder();
        string frozen = _some.NewFolder();
        _some.AfterStep = step =>
        {
            if (step != afterStep) return;
            Directory.CreateDirectory(frozen);
            foreach (string file in Directory.GetFiles(folder)) File.Copy(file, Path.Combine(frozen, Path.GetFileName(file)));
            File.AppendAllText(Path.Combine(frozen, RecordWriter.FileName), """{"@t":"2026""");
        };
        _some.Execute(run, folder);
        _some.AfterStep = _ => { };
        return frozen;
    }

    PlannedRun Plan(string settings, string every) => _some.Plan($$"""
        { {{settings}}, "steps": {{Steps}}, "evaluateEvery": 4, "checkpointEvery": {{every}}, "checkpoints": ["initial", "final"] },
          "data": { "validationFraction": 0.1 }, {{Probes}} }
        """);

    static IEnumerable<string> Names(IRegistry registry) => registry.Components.Select(component => component.Name);

    // With momentum there is something to remember.
    static string Options(string engine, string optimizer) => optimizer is "sgd" or "rmsprop" && engine == "torch"
        ? $$"""{ "name": "{{optimizer}}", "momentum": 0.9 }"""
        : $"\"{optimizer}\"";

    static IReadOnlyList<string> Measured(string folder) =>
        [.. SomeRun.Lines(folder).Where(line => JsonNode.Parse(line)!["Kind"]!.ToString() != "lifecycle")];

    static Outcome Comparable(Outcome outcome) => outcome with { Seconds = 0, Cost = null };
}
