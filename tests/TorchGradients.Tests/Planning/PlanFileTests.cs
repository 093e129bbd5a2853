using System.Text.Json;
using TorchGradients.Configuration;
using TorchGradients.Planning;
using TorchGradients.Reporting.Archive;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class PlanFileTests
{
    [Fact]
    public void A_report_finds_the_baseline_the_axes_values_the_thresholds_and_the_configs_file_in_it()
    {
        var plan = new ExperimentPlan("trial", "why?", [new PlannedAxis("remedy", "scientific", ["none", "relu"])], [], [])
        {
            Baseline = new Dictionary<string, string> { ["remedy"] = "none" },
            Analysis = new AnalysisConfig { FewestSeeds = 7, Vanishing = 0.01 },
            Source = new PlanSource("trial.json", ["training:steps=5"]),
        };

        using var folder = new ScratchFolder();
        PlanFile.Write(folder.Path, plan);

        var read = JsonSerializer.Deserialize<ArchivedPlan>(
            File.ReadAllText(Path.Combine(folder.Path, PlanFile.Name)), JsonSerializerOptions.Web)!;

        Assert.Equal("none", read.Baseline!["remedy"]);
        Assert.Equal(["none", "relu"], read.Axes![0].Values);
        Assert.Equal(plan.Analysis, read.Analysis);
        Assert.Equal("trial.json", read.Source!.File);
        Assert.Equal(["training:steps=5"], read.Source.Overrides);
    }
}
