using TorchGradients.Configuration;
using TorchGradients.Estimation;
using Xunit;

namespace TorchGradients.Tests.Estimation;

public sealed class RunEstimateTests
{
    static readonly RunCost s_cost = new(
        Setup: 2, Step: 0.1, Probes: 0.4, Evaluation: 3, Files: 1000,
        Lines: new Dictionary<string, double> { ["delta-norm"] = 200, ["train-loss"] = 50, ["test-loss"] = 30, ["started"] = 70 });

    static RunConfig Config(params ProbeConfig[] probes) => new()
    {
        Data = new("digits"),
        Training = new() { Steps = 100, EvaluateEvery = 50 },
        Probes = probes,
    };

    [Fact]
    public void Adds_setup_steps_due_probes_and_evaluations()
    {
        RunConfig config = Config(new() { Name = "delta-norm", Every = 10 }, new() { Name = "train-loss" });

        // 2 + 100 * 0.1 + (10 + 100) / 2 * 0.4 + 2 * 3; 1000 + 10 * 200 + 100 * 50 + 2 * (30 + 70).
        Assert.Equal(new RunEstimate(40, 8200), RunEstimate.Of(config, s_cost));
    }

    [Fact]
    public void Without_probes_is_steps_alone() => Assert.Equal(new RunEstimate(18, 1200 + 2 * 250), RunEstimate.Of(Config(), s_cost));

    [Theory]
    [InlineData(1, 0, null)]
    [InlineData(7, 3, null)]
    [InlineData(7, 3, 10)]
    [InlineData(7, 3, 1000)]
    [InlineData(1, 20, 5)]
    [InlineData(5, 100, null)]
    public void Counts_the_steps_at_which_a_probe_is_due(int every, int from, int? until)
    {
        var probe = new ProbeConfig { Name = "delta-norm", Every = every, From = from, Until = until };

        Assert.Equal(Enumerable.Range(0, 40).Count(probe.IsDueAt), RunEstimate.Due(probe, 40));
    }
}
