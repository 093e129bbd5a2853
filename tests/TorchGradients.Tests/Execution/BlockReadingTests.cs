using TorchGradients.Planning;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>
/// Steps whose numbers leave the device together, as on a GPU, against steps that are read one by one: on the processor, to
/// the last bit.
/// </summary>
public sealed class BlockReadingTests : IDisposable
{
    const string Everything = """
        ["train-loss", { "name": "delta-norm", "every": 3 }, "weight-gradient-norm", { "name": "update-ratio", "every": 2 }, "saturation"]
        """;

    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    public static TheoryData<string> Runs =>
    [
        "{}",
        $$"""{ "probes": {{Everything}}, "training": { "steps": 40, "evaluateEvery": 7, "checkpoints": ["initial", "final"] } }""",
        $$"""{ "probes": {{Everything}}, "training": { "optimizer": "adam", "clipping": { "name": "norm", "maximum": 0.5 }, "schedule": "cosine" } }""",
        """{ "probes": [], "model": { "normalization": "batch-norm", "activation": "prelu" }, "training": { "checkpoints": ["final"] } }""",
        """{ "model": { "initialization": "lsuv", "normalization": "weight-norm" }, "probes": ["update-norm", "gradient-signal-to-noise"] }""",
        """{ "training": { "engine": "hand-rolled" } }""",
        Diverging,
    ];

    /// <summary>Ends in NaN within the steps of a block.</summary>
    const string Diverging = """
        {
          "model": { "activation": "relu", "normalization": "batch-norm", "connection": "residual", "initialization": "he-normal", "depth": 6 },
          "probes": ["train-loss", "delta-norm", "update-norm", "weight-norm"],
          "training": { "optimizer": { "name": "sgd", "learningRate": 30, "momentum": 0.9 }, "steps": 30, "checkpoints": ["final"] }
        }
        """;

    [Theory, MemberData(nameof(Runs))]
    public void Records_weights_and_outcome_are_the_same(string config)
    {
        PlannedRun run = _some.Plan(config);
        (Outcome expected, string expectedFolder) = Execute(run, stepsPerReading: 1);
        foreach (int steps in new[] { 2, 8, 1000 })
        {
            (Outcome actual, string folder) = Execute(run, steps);

            AssertSame(expected, expectedFolder, actual, folder);
        }
    }

    [Fact]
    public void A_run_diverges_in_the_middle_of_a_block_and_its_records_end_there()
    {
        (Outcome outcome, string folder) = Execute(_some.Plan(Diverging), stepsPerReading: 1000);

        Assert.Equal(RunStatus.Diverged, outcome.Status);
        Assert.InRange(outcome.Steps, 4, 29);   // Neither in the first, shorter block nor at the end.
        Assert.Equal(outcome.Steps - 1, SomeRun.Records(folder).Where(record => record.Quantity == "train-loss").Max(record => record.Step));
    }

    [Fact]
    public void Members_that_diverge_at_different_steps_touch_neither_each_other_nor_the_others()
    {
        string[] rates = ["0.001", "0.3", "1", "0.002"];
        PlannedRun[] runs = [.. rates.Select((rate, i) => _some.Plan($$"""
            {
              "seeds": [{{i + 1}}],
              "data": { "features": 16 }, "model": { "activation": "relu", "connection": "residual", "initialization": "he-normal", "depth": 6, "width": 16 },
              "probes": {{Everything}},
              "training": { "optimizer": { "name": "sgd", "learningRate": {{rate}} }, "steps": 40, "checkpoints": ["final"] }
            }
            """))];
        _some.StepsPerReading = 1;
        var expected = _some.ExecuteTogether(runs);
        _some.StepsPerReading = 16;
        var actual = _some.ExecuteTogether(runs);

        Assert.Equal(2, actual.Count(one => one.Outcome.Status == RunStatus.Diverged));
        Assert.Equal(2, actual.Where(one => one.Outcome.Status == RunStatus.Diverged).Select(one => one.Outcome.Steps).Distinct().Count());
        foreach (((Outcome outcome, string folder) one, (Outcome outcome, string folder) other) in expected.Zip(actual))
        {
            AssertSame(one.outcome, one.folder, other.outcome, other.folder);
        }
    }

    [Fact]
    public void A_run_that_is_interrupted_within_a_block_goes_on_to_the_same_numbers()
    {
        PlannedRun run = _some.Plan("""{ "training": { "steps": 60, "checkpointEvery": 50, "optimizer": "adam", "checkpoints": ["final"] } }""");
        (Outcome expected, string expectedFolder) = Execute(run, stepsPerReading: 1);
        using var end = new CancellationTokenSource();
        _some.Cancellation = end.Token;
        _some.AfterStep = step => { if (step == 2) end.Cancel(); };
        (Outcome broken, string folder) = Execute(run, stepsPerReading: 16);
        _some.Cancellation = CancellationToken.None;

        (Outcome actual, _) = _some.Execute(run, folder);

        Assert.Equal(RunStatus.Cancelled, broken.Status);
        Assert.InRange(broken.Steps, 3, 59);
        Assert.Equal(expected.TrainLoss, actual.TrainLoss);
        Assert.Equal(Values(expectedFolder), Values(folder));
        Assert.Equal(Weights(expectedFolder), Weights(folder));
    }

    (Outcome Outcome, string Folder) Execute(PlannedRun run, int stepsPerReading)
    {
        _some.StepsPerReading = stepsPerReading;
        return _some.Execute(run);
    }

    static void AssertSame(Outcome expected, string expectedFolder, Outcome actual, string folder)
    {
        Assert.Equal(SomeRun.Lines(expectedFolder), SomeRun.Lines(folder));
        Assert.Equal(expected with { Seconds = 0, Cost = null }, actual with { Seconds = 0, Cost = null });
        Assert.Equal(Weights(expectedFolder), Weights(folder));
    }

    static IEnumerable<string> Values(string folder) => SomeRun.Records(folder)
        .Select(record => $"{record.Step} {record.Quantity} {string.Join(' ', record.Values)}");

    /// <summary>Empty where none are kept.</summary>
    static byte[] Weights(string folder) =>
        File.Exists(Path.Combine(folder, "final.safetensors")) ? File.ReadAllBytes(Path.Combine(folder, "final.safetensors")) : [];
}
