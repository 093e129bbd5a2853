using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Claims;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Claims;

public sealed class ClaimVerdictTests
{
    /// <summary>Accuracies by seed at depth 1, 2, 4: a grows with depth, b does not move, and c varies ever more with it.</summary>
    static ExperimentFolder Folder(int seeds = 4)
    {
        var folder = new ExperimentFolder().Axis("net").Axis("depth");
        foreach (int depth in new[] { 1, 2, 4 })
        {
            for (int seed = 1; seed <= seeds; seed++)
            {
                double wobble = (seed - (seeds + 1) / 2.0) * 0.01;
                Add("a", 0.2 + 0.1 * depth + wobble);
                Add("b", 0.3 + 2 * wobble);
                Add("c", 0.3 * Math.Exp(10 * wobble * depth));

                void Add(string net, double value) => folder.Run(
                    $"{net}-{depth}-{seed}", seed, [$"net={net},depth={depth}"], RemedyExperiment.Outcome(accuracy: value, decay: value),
                    ExperimentFolder.Layers("delta-norm", 0, value, 2 * value, null) + ExperimentFolder.Layers("delta-norm", 9, 3 * value, 5 * value, 1));
            }
        }

        return folder;
    }

    [Theory]
    [InlineData("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] } }""", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "less", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] } }""", ClaimOutcome.DoesNotHold)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"] }, "to": { "net": ["b"] } }""", ClaimOutcome.NotDecided)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["b"], "depth": ["2"] }, "to": { "depth": ["1"] } }""", ClaimOutcome.DoesNotHold)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"] }, "than": 0.2 }""", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "less", "of": { "net": ["b"] }, "than": 0.301 }""", ClaimOutcome.NotDecided)]
    [InlineData("""{ "quantity": "deltaDecayAtInitialization", "is": "within", "of": { "net": ["b"] }, "to": { "depth": ["1"] }, "low": 1, "high": 1 }""", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "deltaDecayAtInitialization", "is": "within", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] }, "high": 1.5 }""", ClaimOutcome.DoesNotHold)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "ascending", "of": { "net": ["a"] }, "order": [{ "depth": ["1"] }, { "depth": ["2"] }, { "depth": ["4"] }] }""", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "ascending", "of": { "net": ["a"] }, "order": [{ "depth": ["2"] }, { "depth": ["1"] }, { "depth": ["4"] }] }""", ClaimOutcome.DoesNotHold)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "slope", "along": "depth", "of": { "net": ["a"] }, "low": 0.0999, "high": 0.1001 }""", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "slope", "along": "depth", "of": { "net": ["b"] }, "low": 0.01 }""", ClaimOutcome.DoesNotHold)]
    [InlineData("""{ "quantity": "testAccuracy", "statistic": "logarithmic-variance", "is": "slope", "along": "depth", "scale": "power", "of": { "net": ["c"] }, "low": 1.99, "high": 2.01 }""", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "delta-norm", "layer": 2, "step": -1, "is": "within", "of": { "net": ["b"] }, "low": 1.2, "high": 1.8 }""", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "delta-norm", "layer": -2, "step": null, "is": "within", "of": { "net": ["b"] }, "low": 0.8, "high": 1.3 }""", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "delta-norm", "layer": -1, "step": 0, "is": "less", "of": { "net": ["b"] }, "than": 9 }""", ClaimOutcome.NotDecided)]
    public void Holds_where_every_interval_agrees_and_fails_where_one_disagrees(string condition, ClaimOutcome outcome) =>
        Assert.Equal(outcome, Verdict(Folder().Claim(condition)).Outcome);

    // Σ 1/n is 0.02, 0.04 and 0.0225, and accuracies lie on a line of slope 10. In scales, ξ_c = 3.63, depths are 0.55, 1.10 and
    // 2.48 at accuracies 0.3, 0.5 and 0.325: a slope of −0.014.
    [Theory]
    [InlineData("sumOfInverseWidths", 9.99, 10.01, ClaimOutcome.Holds)]
    [InlineData("sumOfInverseWidths", 10.01, 11, ClaimOutcome.DoesNotHold)]
    [InlineData("depthInScales", -1, 0, ClaimOutcome.Holds)]
    [InlineData("depthInScales", 0, 1, ClaimOutcome.DoesNotHold)]
    public void A_slope_along_a_number_of_the_cells_is_over_all_of_them(string along, double low, double high, ClaimOutcome outcome)
    {
        var folder = NumberedCells("tanh")
            .Claim($$"""{ "quantity": "testAccuracy", "is": "slope", "along": "{{along}}", "low": {{low.ToString(CultureInfo.InvariantCulture)}}, "high": {{high.ToString(CultureInfo.InvariantCulture)}} }""");

        Assert.Equal(outcome, Verdict(folder).Outcome);
    }

    [Fact]
    public void Depth_in_scales_is_depth_by_the_published_scale_of_correlations()
    {
        // σ_w² = 1, σ_b² = 0.05, tanh: q* and ξ_c = −1 / ln χ₁ by iterating the maps with a sum over a grid.
        double q = 1;
        for (int i = 0; i < 500; i++) q = Grid(x => Math.Pow(Math.Tanh(Math.Sqrt(q) * x), 2)) + 0.05;
        double scale = -1 / Math.Log(Grid(x => Math.Pow(1 - Math.Pow(Math.Tanh(Math.Sqrt(q) * x), 2), 2)));
        using var folder = NumberedCells("tanh").Planned();

        var cells = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells;

        Assert.Equal([2 / scale, 4 / scale, 9 / scale], cells.Select(cell => CellNumbers.Of(cell, "depthInScales")!.Value), (a, b) => Math.Abs(a - b) < 1e-3);

        static double Grid(Func<double, double> value) =>
            Enumerable.Range(-80, 161).Sum(i => value(i / 10.0) * Math.Exp(-i * i / 200.0)) / Math.Sqrt(200 * Math.PI);
    }

    [Fact]
    public void Where_theory_has_no_scale_nothing_is_decided_and_the_cells_are_named()
    {
        var folder = NumberedCells("relu", bias: 0).Claim("""{ "quantity": "testAccuracy", "is": "slope", "along": "depthInScales", "low": 0 }""");

        ClaimVerdict verdict = Verdict(folder);

        Assert.Equal(ClaimOutcome.NotDecided, verdict.Outcome);
        Assert.Equal("depthInScales is not known of depth 2, width 100; depth 4, width 100; depth 9, width 400.", verdict.Numbers);
    }

    // Theory's variances are what it says of two networks; accuracies as above are a line against Σ 1/n, and rise with them.
    [Fact]
    public void A_slope_along_the_predicted_variance_is_along_what_theory_says_of_each_network()
    {
        using var folder = NumberedCells("relu", bias: 0).Planned();

        var cells = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells;

        // (L − 1) (5 / n) / 4 to first order, at 100 and 400 units right to 3 %.
        Assert.Equal(
            [1 * 1.25 / 100, 3 * 1.25 / 100, 8 * 1.25 / 400], cells.Select(cell => CellNumbers.Of(cell, "predictedVariance")!.Value),
            (first, exact) => exact / first is > 1 and < 1.05);
    }

    /// <summary>Accuracies 0.1 + 10 Σ 1/n, and a wobble of the seeds; σ_w² = 1.</summary>
    static ExperimentFolder NumberedCells(string activation, double bias = 0.223606797749979)
    {
        var folder = new ExperimentFolder().Axis("depth").Axis("width");
        foreach ((int depth, int width) in new[] { (2, 100), (4, 100), (9, 400) })
        {
            for (int seed = 1; seed <= 3; seed++)
            {
                string run = $"{depth}-{width}-{seed}";
                folder.Run(run, seed, [$"depth={depth},width={width}"],
                        RemedyExperiment.Outcome(accuracy: 0.1 + 10.0 * depth / width + 0.001 * seed, decay: 0.5))
                    .WithFile(run, "resolved.json", string.Create(CultureInfo.InvariantCulture,
                        $$"""{ "model": { "depth": {{depth}}, "width": {{width}}, "activation": "{{activation}}", "initialization": { "name": "normal", "standardDeviation": {{1 / Math.Sqrt(width)}} }, "biasInitialization": { "name": "normal", "standardDeviation": {{bias}} } } }"""));
            }
        }

        return folder;
    }

    [Fact]
    public void One_seed_decides_nothing_and_says_so()
    {
        ClaimVerdict verdict = Verdict(Folder(seeds: 1).Claim("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] } }"""));

        Assert.Equal(ClaimOutcome.NotDecided, verdict.Outcome);
        Assert.Equal("a, depth 4 against b, depth 4: test accuracy 0.600 against 0.300, difference 0.300, but 1 seed has no interval.", verdict.Numbers);
    }

    [Fact]
    public void The_numbers_are_those_of_the_paired_test()
    {
        ClaimVerdict verdict = Verdict(Folder().Claim("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] } }"""));

        // Differences 0.315, 0.305, 0.295, 0.285: mean 0.3, s = 0.01291, t(0.975, 3) = 3.1824, so 0.3 ± 0.02054.
        Assert.Equal(("holds", "a, depth 4 against b, depth 4: test accuracy 0.600 against 0.300, difference 0.300 (95 % interval 0.279 to 0.321, 4 seeds; wanted above 0)."),
            (verdict.Word, verdict.Numbers));
    }

    [Fact]
    public void The_interval_of_a_mean_is_that_of_the_tables()
    {
        // 0.1, 0.2, 0.6: mean 0.3, s = 0.26458, t(0.975, 2) = 4.3027, so 0.3 ± 0.657, and no decay factor is below 0.
        var folder = new ExperimentFolder().Axis("net");
        foreach (var (place, decay) in new[] { 0.1, 0.2, 0.6 }.Index()) folder.Run($"x{place}", place, ["net=x"], RemedyExperiment.Outcome(decay: decay));
        using ExperimentFolder planned = folder.Claim("""{ "quantity": "deltaDecayAtInitialization", "is": "less", "of": { "net": ["x"] }, "than": 1 }""").Planned();
        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(planned.Path));

        var mean = analysis.Cells[0]["deltaDecayAtInitialization"].Mean!;

        Assert.Equal((0.3, 0.0, 0.957), (mean.Mean, mean.Low!.Value, mean.High!.Value), (a, b) =>
            Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-3);
        Assert.Equal(
            "x: decay factor per layer at initialisation 0.300 (95 % interval 0 to 0.957, 3 seeds; wanted below 1.00).", analysis.Claims[0].Numbers);
    }

    [Fact]
    public void Bounds_and_interval_have_the_digits_that_tell_them_apart()
    {
        var folder = new ExperimentFolder().Axis("net");
        foreach (int seed in new[] { 1, 2, 3 })
        {
            folder.Run($"x{seed}", seed, ["net=x"], RemedyExperiment.Outcome(decay: 1 + (seed - 2) * 1e-6))
                .Run($"y{seed}", seed, ["net=y"], RemedyExperiment.Outcome(decay: 1));
        }

        // ± 1e-6 · t(0.975, 2) / √3 = ± 2.48e-6.
        Assert.Equal(
            "x against y: decay factor per layer at initialisation 1.00 against 1.00, ratio 1.00000 (95 % interval 0.999998 to 1.00000, 3 seeds; "
            + "wanted from 0.999990 to 1.00001).",
            Verdict(folder.Claim("""{ "quantity": "deltaDecayAtInitialization", "is": "within", "of": { "net": ["x"] }, "to": { "net": ["y"] }, "low": 0.99999, "high": 1.00001 }""")).Numbers);
    }

    [Fact]
    public void While_runs_are_to_come_a_verdict_is_one_so_far()
    {
        ExperimentFolder folder = Folder().Run("a-4-9", 9, ["net=a,depth=4"]);
        const string Holds = """{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "than": 0.2 }""";
        const string Fails = """{ "quantity": "testAccuracy", "is": "less", "of": { "net": ["a"], "depth": ["4"] }, "than": 0.2 }""";
        folder.Claim(Holds, "it is more").Claim(Fails, "it is less");
        using ExperimentFolder planned = folder.Planned();

        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(planned.Path));

        Assert.Equal(["holds so far", "does not hold so far"], analysis.Claims.Select(claim => claim.Word));
        Assert.Equal(
            "So far 1 of 2 claims holds, 1 does not. Does not hold so far: “it is less”; holds so far: “it is more”.",
            Headline.Of(analysis).Text);
    }

    [Fact]
    public void What_is_not_finite_is_left_out_and_counted()
    {
        ExperimentFolder folder = Folder().Run("a-4-9", 9, ["net=a,depth=4"], RemedyExperiment.Outcome(accuracy: double.NaN, status: "diverged"))
            .Claim("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "than": 0.5 }""");

        Assert.Contains("4 seeds, 1 run without a finite value left out;", Verdict(folder).Numbers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] } }""", "a", ClaimOutcome.NotDecided)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] } }""", "b", ClaimOutcome.Holds)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "less", "of": { "net": ["b"], "depth": ["4"] }, "to": { "net": ["a"] } }""", "a", ClaimOutcome.NotDecided)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "less", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] } }""", "a", ClaimOutcome.DoesNotHold)]
    [InlineData("""{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "than": 0.5 }""", "a", ClaimOutcome.NotDecided)]
    [InlineData("""{ "quantity": "deltaDecayAtInitialization", "is": "greater", "of": { "net": ["a"], "depth": ["4"] }, "to": { "net": ["b"] } }""", "a", ClaimOutcome.Holds)]
    public void No_claim_on_training_holds_for_a_cell_whose_runs_diverged(string condition, string diverged, ClaimOutcome outcome)
    {
        ClaimVerdict verdict = Verdict(Folder().Claim(condition)
            .Run($"{diverged}-4-9", 9, [$"net={diverged},depth=4"], RemedyExperiment.Outcome(accuracy: double.NaN, status: "diverged")));

        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(outcome == ClaimOutcome.NotDecided, verdict.Numbers.Contains(
            $"1 run of {diverged}, depth 4 diverged, so that only survivors are compared", StringComparison.Ordinal));
    }

    [Fact]
    public void One_part_of_many_rejects_a_claim_only_at_its_share_of_the_significance()
    {
        // y: mean 0.1, s = 0.055, t(0.975, 3) = 3.18: 0.1 ± 0.087 lies below 0.2; with t(1 - 0.05 / 8, 3) = 5.05, one of four
        // parts, 0.1 ± 0.139 does not. The others, 0.3 ± 0.103, decide nothing.
        var folder = new ExperimentFolder().Axis("net");
        foreach (string net in new[] { "y", "p", "q", "r" })
        {
            foreach (var (seed, step) in new[] { -0.075, -0.025, 0.025, 0.075 }.Index())
            {
                folder.Run($"{net}-{seed}", seed + 1, [$"net={net}"], RemedyExperiment.Outcome(accuracy: net == "y" ? 0.1 + 0.85 * step : 0.3 + step));
            }
        }

        const string Alone = """{ "quantity": "testAccuracy", "is": "greater", "of": { "net": ["y"] }, "than": 0.2 }""";
        const string Together = """{ "quantity": "testAccuracy", "is": "greater", "than": 0.2 }""";
        Assert.Equal([ClaimOutcome.DoesNotHold, ClaimOutcome.NotDecided], VerdictsOf(folder, Alone, Together).Select(verdict => verdict.Outcome));
    }

    [Fact]
    public void A_cell_is_not_compared_with_itself() => Assert.Equal(ClaimOutcome.Holds, Verdict(
        Folder().Claim("""{ "quantity": "testAccuracy", "is": "less", "of": { "net": ["a", "b"], "depth": ["4"] }, "to": { "net": ["a"] } }""")).Outcome);

    [Fact]
    public void No_ratio_is_taken_of_what_is_0() => Assert.Equal(
        "x against y has values that are not above 0, so there is no logarithm.",
        Verdict(new ExperimentFolder().Axis("net")
            .Run("x", 1, ["net=x"], RemedyExperiment.Outcome(decay: 0)).Run("y", 1, ["net=y"], RemedyExperiment.Outcome(decay: 1))
            .Claim("""{ "quantity": "deltaDecayAtInitialization", "is": "within", "of": { "net": ["x"] }, "to": { "net": ["y"] }, "high": 1 }""")).Numbers);

    // Seeds of cell x have their own clocks, or one.
    [Theory]
    [InlineData(false, ClaimOutcome.Holds,
        "x against y: microseconds a step 102 against 204, ratio 0.500 (95 % interval 0.500 to 0.500, 3 seeds; wanted at most 0.600).")]
    [InlineData(true, ClaimOutcome.NotDecided,
        "x against y: microseconds a step 100 against 204, ratio 0.490, but seeds that train together are one measurement of time, "
        + "which has no interval (run with execution:cohorts off and --workers 1).")]
    public void Times_of_seeds_that_trained_together_decide_nothing(bool isShared, ClaimOutcome outcome, string numbers)
    {
        var folder = new ExperimentFolder().Axis("net");
        for (int seed = 1; seed <= 3; seed++)
        {
            folder.Run($"x{seed}", seed, ["net=x"], Taking(isShared ? 100 : 100 + 1.0 * seed))
                .Run($"y{seed}", seed, ["net=y"], Taking(200 + 2.0 * seed));
        }

        ClaimVerdict verdict = Verdict(folder.Claim(
            """{ "quantity": "stepMicroseconds", "is": "within", "of": { "net": ["x"] }, "to": { "net": ["y"] }, "high": 0.6 }"""));

        Assert.Equal((outcome, numbers), (verdict.Outcome, verdict.Numbers));

        static string Taking(double microseconds) => string.Create(CultureInfo.InvariantCulture, $$"""
            { "identity": "IDENTITY", "status": "completed", "steps": 10, "seconds": 1, "cost": { "stepMicroseconds": {{microseconds}} } }
            """);
    }

    static IReadOnlyList<ClaimVerdict> VerdictsOf(ExperimentFolder folder, params string[] conditions)
    {
        foreach (string condition in conditions) folder.Claim(condition);
        using (folder.Planned()) return ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Claims;
    }

    static ClaimVerdict Verdict(ExperimentFolder folder)
    {
        using (folder.Planned()) return Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Claims);
    }
}
