using CsCheck;
using TorchGradients.Configuration;
using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.Planning;

public sealed class CohortSizesTests
{
    static readonly WorkFacts s_processor = new("cpu", "float32", "none", null);

    [Fact]
    public void As_few_cohorts_as_the_rule_allows_and_as_equal_as_can_be() =>
        Gen.Select(Gen.Int[1, 2000], Gen.Int[1, 100]).Sample((runs, most) =>
        {
            IReadOnlyList<int> sizes = CohortSizes.Cut(runs, most);
            return sizes.Sum() == runs && sizes.Max() <= most && sizes.Max() - sizes.Min() <= 1
                && (sizes.Count - 1) * most < runs;
        });

    [Fact]
    public void Forty_eight_runs_of_at_most_32_are_24_and_24() => Assert.Equal([24, 24], CohortSizes.Cut(48, 32));

    [Theory]
    [InlineData(""" "model": { "depth": 10, "width": 16 }, "data": { "batchSize": 32 } """, 32, false)]
    [InlineData(""" "model": { "depth": 10, "width": 64 }, "data": { "batchSize": 64 } """, 32, false)]
    [InlineData(""" "model": { "depth": 20, "width": 256 }, "data": { "batchSize": 128 } """, 4, false)]     // bound by arithmetic
    [InlineData(""" "model": { "depth": 20, "width": 512 }, "data": { "batchSize": 128 } """, 1, false)]
    [InlineData(""" "model": { "depth": 10, "width": 64 }, "data": { "batchSize": 37 } """, 1, false)]       // not aligned
    [InlineData(""" "model": { "depth": 10, "width": 8 }, "data": { "batchSize": 24 } """, 32, false)]       // 24 x 8 x 4 = 768, 12 x 64
    [InlineData(""" "model": { "depth": 10, "width": 10 }, "data": { "batchSize": 48 } """, 1, false)]       // weights of 10 x 10 x 4 = 400
    [InlineData(""" "model": { "depth": 1000, "width": 64 }, "data": { "batchSize": 64 } """, 3, false)]     // memory
    [InlineData(""" "training": { "engine": "hand-rolled" } """, 1, false)]
    [InlineData(""" "execution": { "cohorts": "off" } """, 1, false)]
    [InlineData(""" "execution": { "cohorts": 5 } """, 5, false)]
    [InlineData(""" "execution": { "cohorts": 5 }, "training": { "engine": "hand-rolled" } """, 1, false)]
    [InlineData(""" "execution": { "cohorts": 5 }, "model": { "width": 256 }, "data": { "batchSize": 37 } """, 5, true)]
    public void On_a_processor(string settings, int most, bool isBound) =>
        Assert.Equal((most, isBound), Of(CohortSizes.For(Config(settings), s_processor, (64, 10))));

    [Theory]
    [InlineData(256, 63, 63)]     // each alone, so that they fill as many cores
    [InlineData(256, 64, 16)]
    [InlineData(256, 65, 17)]
    [InlineData(64, 63, 2)]
    public void Large_products_are_stacked_only_where_many_runs_have_them(int width, int runs, int cohorts)
    {
        ExperimentPlan plan = GridFolder.PlanOf($$"""
            "model": { "depth": 2, "width": {{width}} }, "axes": [{ "path": "data:batchSize", "values": [128] }], "seeds": [{{string.Join(',', Enumerable.Range(1, runs))}}]
            """);

        Assert.Equal(cohorts, Assert.Single(plan.Groups).Sizes.Count);
    }

    [Fact]
    public void On_a_gpu_a_thousand_train_together_and_as_a_whole_only() => Assert.Equal(
        (CohortSizes.MostOnGpu, true),
        Of(CohortSizes.For(Config(""" "model": { "depth": 10, "width": 64 }, "data": { "batchSize": 37 } """),
            s_processor with { DeviceKind = "cuda" }, (64, 10))));

    [Fact]
    public void In_double_precision_half_the_batch_is_aligned()
    {
        const string Small = """ "model": { "width": 16 }, "data": { "batchSize": 4 } """;

        Assert.Equal(1, CohortSizes.For(Config(Small), s_processor, (64, 10)).Most);
        Assert.Equal(32, CohortSizes.For(
            Config(Small + """, "training": { "precision": "float64" } """), s_processor with { Precision = "float64" }, (64, 10)).Most);
    }

    [Fact]
    public void The_whole_plan_is_cut_and_its_file_says_how()
    {
        ExperimentPlan plan = GridFolder.PlanOf("""
            "model": { "width": 16 }, "axes": [{ "path": "model:activation", "values": ["relu", "tanh"] }],
            "seeds": [1, 2, 3, 4, 5], "execution": { "cohorts": 2 }
            """);

        Assert.Equal([[2, 2, 1], [2, 2, 1]], plan.Groups.Select(group => group.Sizes));
        Assert.Equal(["1,2", "3,4", "5", "1,2", "3,4", "5"],
            plan.Cohorts.Select(cohort => string.Join(',', cohort.Members.Select(run => run.Seed))));
    }

    [Fact]
    public void A_size_that_numbers_depend_on_is_a_note() => Assert.Equal(
        "execution:cohorts is 3, and in 1 of 2 groups of runs the last digits depend on it, "
        + "since a member's part of a tensor does not begin at a boundary of 64 bytes. "
        + "Use auto, which trains such runs alone, or a batch and a width that are multiples of 16 (float32) or of 8 (float64).",
        Assert.Single(GridFolder.PlanOf("""
            "axes": [{ "path": "data:batchSize", "values": [64, 37] }], "seeds": [1, 2, 3], "execution": { "cohorts": 3 }
            """).Notes.Select(note => $"{note.Path} {note.Finding}. {note.Fix}")));

    [Fact]
    public void On_a_gpu_the_note_names_the_gpu_and_not_the_alignment() => Assert.Equal(
        [
            "execution:cohorts is 3, and in 2 of 4 groups of runs the last digits depend on it, since a GPU's kernels follow the shape of the whole stack. "
            + "Use off, which trains each run alone, where numbers may depend on nothing but the run.",
            "execution:cohorts is 3, and in 1 of 4 groups of runs the last digits depend on it, "
            + "since a member's part of a tensor does not begin at a boundary of 64 bytes. "
            + "Use auto, which trains such runs alone, or a batch and a width that are multiples of 16 (float32) or of 8 (float64).",
        ],
        GridFolder.PlanOf("""
            "axes": [{ "path": "data:batchSize", "values": [64, 37] }, { "path": "training:device", "values": ["cpu", "cuda"] }],
            "seeds": [1, 2, 3], "execution": { "cohorts": 3 }
            """).Notes.Select(note => $"{note.Path} {note.Finding}. {note.Fix}"));

    [Fact]
    public void A_size_for_an_engine_that_stacks_nothing_is_a_problem() => Assert.Contains(
        "is 3, but the hand-rolled engine trains each run alone, so it has no effect",
        GridFolder.ProblemsOf(""" "axes": [{ "path": "training:engine", "values": ["hand-rolled"] }], "execution": { "cohorts": 3 } """),
        StringComparison.Ordinal);

    static (int Most, bool IsBound) Of(CohortRule rule) => (rule.Most, rule.IsBound);

    static RunConfig Config(string settings)
    {
        var tree = System.Text.Json.Nodes.JsonNode.Parse($$"""{ {{settings}} }""")!.AsObject();
        if (tree["data"] is null) tree["data"] = new System.Text.Json.Nodes.JsonObject();
        tree["data"]!["name"] = "gaussian-noise";
        return ConfigBinder.Bind<RunConfig>(ConfigNormalizer.Normalize(tree, Catalogue.All));
    }
}
