using System.Text.Json.Nodes;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class RepeatStepsTests
{
    const string Run = "dotnet run -c Release --project src/TorchGradients.Cli -- run ";

    [Fact]
    public void Another_data_set_is_set_whole_as_what_is_not_said_of_it_is_its_default()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 2, steps: 2);
        Change(folder, "relu", config => config["data"] = JsonNode.Parse("""{ "name": "spirals", "batchSize": 64 }"""));

        RepeatedCell cell = Assert.Single(Steps(folder).Others);

        Assert.Equal(
            Run + """config.json --output runs/cell-2 --set 'data={"batchSize":64,"name":"spirals"}' --set 'model:activation={"name":"relu"}'""",
            cell.Command);
        Assert.Null(cell.Config);
    }

    [Fact]
    public void A_cell_that_lacks_a_setting_has_a_config_of_its_own_as_no_option_takes_one_away()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 2, steps: 2);
        Change(folder, "none", config => config["training"]!["optimizer"]!["momentum"] = 0.9);

        RepeatedCell cell = Assert.Single(Steps(folder).Others);

        Assert.Equal(Run + "config-2.json --output runs/cell-2", cell.Command);
        JsonNode config = JsonNode.Parse(cell.Config!)!;
        Assert.Equal("""{"name":"sgd","learningRate":0.1}""", config["training"]!["optimizer"]!.ToJsonString());
        Assert.Equal("[1,2]", config["seeds"]!.ToJsonString());
    }

    [Fact]
    public void A_cell_with_other_seeds_sets_them()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 3, steps: 2);
        string plan = Path.Combine(folder.Path, "plan.json");
        var runs = JsonNode.Parse(File.ReadAllText(plan))!;
        runs["runs"]!.AsArray().RemoveAt(5);
        File.WriteAllText(plan, runs.ToJsonString());

        Assert.Contains(" --set 'seeds=[1,2]'", Assert.Single(Steps(folder).Others).Command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_whose_config_is_not_known_has_no_command_and_is_named()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 1, steps: 2);
        File.Delete(Path.Combine(folder.Path, "remedy=relu,depth=4,seed=1", "resolved.json"));

        RepeatSteps steps = Steps(folder);

        Assert.Empty(steps.Others);
        Assert.Equal(["relu, depth 4"], steps.Unknown.Select(cell => cell.Title));
    }

    [Fact]
    public void The_whole_experiment_is_repeated_by_its_own_config_with_what_overrode_it()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 1, steps: 2);
        Assert.Equal(Run + "experiment.json --output runs/again", Steps(folder).Comparison);

        string plan = Path.Combine(folder.Path, "plan.json");
        var tree = JsonNode.Parse(File.ReadAllText(plan))!;
        tree["source"] = JsonNode.Parse("""{ "file": "my experiments/it's.json", "overrides": ["seeds=[1]", "training:steps=5"] }""");
        File.WriteAllText(plan, tree.ToJsonString());

        Assert.Equal(
            Run + """'my experiments/it'\''s.json' --set 'seeds=[1]' --set 'training:steps=5' --output runs/again""",
            Steps(folder).Comparison);
    }

    static RepeatSteps Steps(ExperimentFolder folder) =>
        RepeatSteps.Of(ReportContent.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)), []), most: 10)!;

    static void Change(ExperimentFolder folder, string remedy, Action<JsonNode> change)
    {
        foreach (string file in Directory.EnumerateFiles(folder.Path, "resolved.json", SearchOption.AllDirectories).Where(file => file.Contains(remedy, StringComparison.Ordinal)))
        {
            var config = JsonNode.Parse(File.ReadAllText(file))!;
            change(config);
            File.WriteAllText(file, config.ToJsonString());
        }
    }
}
