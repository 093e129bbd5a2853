using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;
using TorchGradients.Tests.House;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class MarkdownReportTests
{
    [Fact]
    public void A_reader_who_has_only_report_md_learns_who_won_by_how_much_how_sure_and_how_to_repeat_it()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4, 20], seeds: 3, steps: 3, "two-remedies", "Does ReLU help?");

        ReportFiles.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        Assert.Equal(
            File.ReadAllText(Repository.PathOf("tests", "TorchGradients.Tests", "Reporting", "Reports", "report.verified.md")),
            File.ReadAllText(Path.Combine(folder.Path, "report.md")));
    }

    [Fact]
    public void Names_that_are_markup_show_as_text()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(accuracy: 0.1))
            .Run("b", 1, ["remedy=<b>|x|</b>"], RemedyExperiment.Outcome(accuracy: 0.5))
            .Planned("<script>alert(1)</script>", "Is *this* [shown](x)?");

        ReportFiles.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));
        string text = File.ReadAllText(Path.Combine(folder.Path, "report.md"));

        Assert.StartsWith("# &lt;script&gt;alert(1)&lt;/script&gt;\n\n*Is \\*this\\* \\[shown\\](x)?*\n", text, StringComparison.Ordinal);
        Assert.Contains("| &lt;b&gt;\\|x\\|&lt;/b&gt; |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
    }
}
