using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.House;

public sealed partial class ShippedConfigTests : IDisposable
{
    static readonly Surroundings _surroundings = new();

    readonly ScratchFolder _scratch = new();
    readonly ConfigReader _reader = new(Catalogue.All, Repository.Root);

    public static TheoryData<string> Experiments() => [.. Files("experiments").Where(file => Path.GetFileName(file) == "experiment.json")];

    /// <summary>The same at full size.</summary>
    public static TheoryData<string> FullSizes() => [.. Files("experiments").Where(file => Path.GetFileName(file) == "full.json")];

    /// <summary>Configs that set a part and leave the rest, the data for one, to others.</summary>
    public static TheoryData<string> Fragments() => [.. Files("configs").Where(file => file.Split('/').Length > 2)];

    [Theory, MemberData(nameof(Experiments))]
    public void Every_experiment_passes_the_check(string file) => Assert.NotEmpty(Plan(file).Runs);

    [Theory, MemberData(nameof(Experiments))]
    public void Every_experiment_has_claims_about_cells_that_it_runs_also_at_full_size(string file)
    {
        string full = file.Replace("experiment.json", "full.json", StringComparison.Ordinal);

        Assert.NotEmpty(Plan(file).Claims);
        Assert.Equal(Plan(file).Claims.Select(claim => claim.Claim), Plan(full).Claims.Select(claim => claim.Claim));
        Assert.Contains(full, FullSizes().Select(row => row.Data));
        Assert.True(Plan(full).Runs.Count >= Plan(file).Runs.Count);
    }

    [Theory, MemberData(nameof(Experiments))]
    public void Every_experiment_is_in_the_index(string file) => Assert.Contains(
        $"({file["experiments/".Length..].Replace("experiment.json", "README.md", StringComparison.Ordinal)})",
        File.ReadAllText(Repository.PathOf("experiments", "README.md")), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Experiments))]
    public void Every_experiment_asks_a_question_and_says_what_was_expected_and_what_was_measured(string file)
    {
        string readme = File.ReadAllText(Path.Combine(Repository.PathOf(file), "..", "README.md"));

        Assert.EndsWith("?", Plan(file).Question, StringComparison.Ordinal);
        Assert.All(["## Expected", "## Measured", "## Caveats"], heading => Assert.Contains(heading, readme, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Experiments))]
    public void Every_experiment_holds_the_figures_that_its_pages_show_and_no_others(string file)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(file))!, results = Path.Combine(folder, "results");
        IEnumerable<string> shown = new[] { Path.Combine(folder, "README.md"), Path.Combine(results, "report.md") }
            .SelectMany(page => FigureLink().Matches(File.ReadAllText(page)).Select(link => link.Groups[1].Value));

        Assert.Equal(
            shown.Distinct().Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Path.Combine(results, "figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void The_base_passes_the_check() => Assert.Single(Plan("configs/base.json").Runs);

    [Theory, MemberData(nameof(Fragments))]
    public void Every_fragment_merges_over_the_base_and_is_other_work(string file)
    {
        var config = new JsonObject
        {
            ["extends"] = new JsonArray(Repository.PathOf("configs", "base.json"), Repository.PathOf(file)),
        };

        PlannedRun run = Assert.Single(Plan(_scratch.Write("merged.json", config.ToJsonString())).Runs);

        Assert.NotEqual(Plan("configs/base.json").Runs[0].Identity, run.Identity);
    }

    [Fact]
    public void The_committed_schema_is_the_one_of_the_registries() => Assert.Equal(
        ConfigSchema.Write(Catalogue.All), File.ReadAllText(Repository.PathOf("configs", "experiment.schema.json")));

    [GeneratedRegex(@"!\[[^\]]*\]\((?:results/)?figures/([^)]+)\)")]
    private static partial Regex FigureLink();

    ExperimentPlan Plan(string file) => new Planner(_reader, _surroundings).Plan(_reader.Read(file));

    static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public void Dispose() => _scratch.Dispose();
}
