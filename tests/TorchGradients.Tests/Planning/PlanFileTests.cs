using System.Text.Json;
using TorchGradients.Configuration;
using TorchGradients.Planning;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class PlanFileTests
{
    [Fact]
    public void A_report_finds_the_baseline_the_axes_values_and_the_thresholds_in_it()
    {
        var plan = new ExperimentPlan("trial", "why?", [new PlannedAxis("remedy", "scientific", ["none", "relu"])], [], [])
        {
            Baseline = new Dictionary<string, string> { ["remedy"] = "none" },
            Analysis = new AnalysisConfig { FewestSeeds = 7, Vanishing = 0.01 },
        };

        var read = JsonSerializer.Deserialize<ArchivedPlan>(PlanFile.Of(plan), JsonSerializerOptions.Web)!;

        Assert.Equal("none", read.Baseline!["remedy"]);
        Assert.Equal(["none", "relu"], read.Axes![0].Values);
        Assert.Equal(plan.Analysis, read.Analysis);
    }
}
