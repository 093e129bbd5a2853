using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class ComparisonRowsTests
{
    [Fact]
    public void A_tuned_grid_tells_what_was_chosen_out_of_what_and_by_which_data()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("learningRate", "nuisance").Axis("momentum", "nuisance").Baseline(("remedy", "none"));
        foreach (var (rate, momentum, validation) in new[] { ("0.1", "0", 0.3), ("0.1", "0.9", 0.6), ("1", "0", 0.5), ("1", "0.9", 0.2) })
        {
            foreach (string remedy in new[] { "none", "relu" })
            {
                folder.Run(
                    $"{remedy}-{rate}-{momentum}", 1, [$"remedy={remedy},learningRate={rate},momentum={momentum}"],
                    RemedyExperiment.Outcome(0.5, validationAccuracy: validation));
            }
        }

        ReportTable table = ComparisonRows.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)), most: 10);

        Assert.Equal(["remedy", "tuned"], table.Columns.Take(2));
        Assert.All(table.Rows, row => Assert.Equal("learningRate 0.1, momentum 0.9", row[1].Text));
        Assert.EndsWith(
            "Tuned: what did best in that cell on held-back data, not on the test part, of learningRate 0.1, 1; momentum 0, 0.9.",
            table.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_runs_of_a_value_diverged_the_note_says_that_it_came_later()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("learningRate", "nuisance").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none,learningRate=0.1"], RemedyExperiment.Outcome(0.5, validationAccuracy: 0.5))
            .Run("b", 1, ["remedy=none,learningRate=1"], RemedyExperiment.Outcome(0.6, validationAccuracy: 0.6, status: "diverged"));

        ReportTable table = ComparisonRows.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)), most: 10);

        Assert.Equal("learningRate 0.1", table.Rows[0][1].Text);
        Assert.EndsWith(
            "Tuned: what did best in that cell on held-back data, not on the test part, of learningRate 0.1, 1; the more of its runs diverged, the later it comes.",
            table.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0004, "× 1.0004 *")]
    [InlineData(2, "× 2.0 *")]
    public void A_ratio_with_a_star_reads_as_something_else_than_1(double ratio, string detail)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 4; seed++)
        {
            folder.Run($"a{seed}", seed, ["remedy=none"], RemedyExperiment.Outcome(decay: 0.09))
                .Run($"b{seed}", seed, ["remedy=x"], RemedyExperiment.Outcome(decay: 0.09 * ratio * (1 + seed * 1e-7)));
        }

        ReportTable table = ComparisonRows.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)), most: 10);

        Assert.Equal(detail, table.Rows[1][table.Columns.ToList().IndexOf("decay at start")].Detail);
        Assert.Contains("; *: it differs", table.Note, StringComparison.Ordinal);
    }

    // A time that differs by much more than its spread has no star; one that is shared no ratio.
    [Theory]
    [InlineData(false, "× 2.0", "×: ratio to the baseline, the geometric mean of the seeds' ratios (of the test accuracy, and where a value is 0, the ratio of the means). Means are arithmetic, intervals 95 %.")]
    [InlineData(true, "shared", "Shared: a run's part of the time that runs took which trained together, and no cost of a remedy.")]
    public void A_time_has_a_ratio_without_a_star_or_is_said_to_be_shared(bool isShared, string detail, string note)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 4; seed++)
        {
            Add("none", 1000 + seed * 0.5, seed);
            Add("x", isShared ? 2000 : 2000 + seed * 1.25, seed);
        }

        ReportTable table = ComparisonRows.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)), most: 10);

        Assert.Equal("µs a step", table.Columns[^1]);
        Assert.Equal(["baseline", detail], table.Rows.Select(row => row[^1].Detail));
        Assert.EndsWith(note, table.Note, StringComparison.Ordinal);

        void Add(string remedy, double microseconds, int seed) => folder.Run(
            $"{remedy}{seed}", seed, [$"remedy={remedy}"], RemedyExperiment.Outcome(0.5).Replace(
                "\"steps\"", FormattableString.Invariant($"\"cost\": {{ \"stepMicroseconds\": {microseconds} }}, \"steps\""), StringComparison.Ordinal));
    }

    [Fact]
    public void A_gradient_that_is_repaired_at_one_end_only_says_at_which()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"));
        for (int seed = 1; seed <= 2; seed++)
        {
            Add("none", 0.1, 0.1, seed);
            Add("first", 0.9, 0.1, seed);
            Add("later", 0.1, 0.9, seed);
            Add("both", 0.9, 0.9, seed);
        }

        ReportTable table = ComparisonRows.Of(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)), most: 10);

        Assert.Equal(["not in order", "repaired at first", "repaired later", "repaired"], table.Rows.Select(row => row[1].Text));

        void Add(string remedy, double first, double last, int seed)
        {
            double wobble = 1 + 0.01 * seed;
            folder.Run(
                $"{remedy}{seed}", seed, [$"remedy={remedy}"], RemedyExperiment.Outcome(0.5 * wobble),
                Profile(0, first * wobble) + Profile(9, last * wobble));
        }

        static string Profile(int step, double factor) => ExperimentFolder.Layers("delta-norm", step, factor * factor, factor, 1, 1);
    }
}
