using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class ReproducibilityTests : IDisposable
{
    const string AllQuantities = """
        "probes": ["train-loss", "delta-norm", "activation-gradient-norm", "weight-gradient-norm", "bias-gradient-norm", "weight-norm",
          "update-norm", "update-ratio", "weight-factor", "derivative-factor", "activation-mean", "activation-std", "saturation",
          "dead-units", "zero-gradient", "gradient-signal-to-noise"]
        """;

    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    [Theory]
    [InlineData("""{ "training": { "optimizer": "adam" }, "model": { "normalization": "batch-norm" },""")]
    [InlineData("""{ "training": { "precision": "float64", "schedule": "cosine" }, "model": { "initialization": "lsuv" },""")]
    [InlineData("""{ "training": { "engine": "hand-rolled" },""")]
    public void A_run_repeats_its_numbers_to_the_last_bit_also_after_unrelated_ones(string settings)
    {
        string config = settings + AllQuantities + "}";
        IReadOnlyList<string> first = SomeRun.Lines(_some.Execute(config).Folder);

        _some.Execute("""{ "data": { "dataSeed": 9, "batchSize": 7 }, "model": { "depth": 5, "activation": "prelu" }, "seeds": [77] }""");
        _some.Execute("""{ "data": { "name": "spirals", "features": 2, "classes": 3 }, "training": { "optimizer": "nadam" } }""");
        torch.manual_seed(5);
        torch.randn(100).Dispose();

        Assert.Equal(first, SomeRun.Lines(_some.Execute(config).Folder));
    }

    [Fact]
    public void Another_seed_is_another_run()
    {
        Assert.NotEqual(
            SomeRun.Lines(_some.Execute("""{ "seeds": [1] }""").Folder).Skip(1),
            SomeRun.Lines(_some.Execute("""{ "seeds": [2] }""").Folder).Skip(1));
    }

    [Fact]
    public void Draws_do_not_shift_when_another_setting_changes()
    {
        // The same weights meet the same first batch, whatever optimizer follows and whatever is recorded.
        string sgd = SomeRun.Lines(_some.Execute("{}").Folder)[1];
        string adam = SomeRun.Lines(_some.Execute("""{ "training": { "optimizer": "adam", "steps": 3 }, "probes": ["train-loss", "saturation"] }""").Folder)[1];

        Assert.Contains("train-loss", sgd, StringComparison.Ordinal);
        Assert.Equal(sgd, adam);
    }
}
