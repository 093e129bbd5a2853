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
