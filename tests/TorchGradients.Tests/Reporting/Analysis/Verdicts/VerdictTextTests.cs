using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Verdicts;

public sealed class VerdictTextTests
{
    [Theory]
    [InlineData(1.04, 0.99, "1.04 against 0.99")]
    [InlineData(1.04, 0.19, "1.04 against 0.19")]
    [InlineData(0.9973, 1.0031, "0.997 against 1.00")]
    [InlineData(1.2004, 1.2001, "1.2004 against 1.2001")]
    [InlineData(0.1904, 0.1899, "0.1904 against 0.1899")]
    [InlineData(2.31, 0.28, "2.31 against 0.28")]
    [InlineData(12.4, 12.3, "12.4 against 12.3")]
    [InlineData(1e-9, 2e-9, "1e-9 against 2e-9")]
    public void Factors_near_1_keep_two_decimals_and_two_means_as_many_digits_as_tell_them_apart(double remedy, double baseline, string text) =>
        Assert.StartsWith(text + " (", Against(remedy, baseline), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.15, 0.15, "0.15 against 0.15 (")]
    [InlineData(0.15123401, 0.15123402, "0.15 against 0.15 (")]   // what five digits do not tell apart
    public void Where_no_digit_tells_them_apart_there_are_as_few_as_usual(double remedy, double baseline, string text) =>
        Assert.StartsWith(text, Against(remedy, baseline), StringComparison.Ordinal);

    [Fact]
    public void Values_of_one_remedy_are_added_up_and_commas_stand_between_remedies_only()
    {
        var folder = new ExperimentFolder().Axis("connection").Axis("normalization").Axis("depth").Baseline(("connection", "plain"), ("normalization", "none"));
        foreach (string connection in new[] { "plain", "residual" })
        {
            foreach (string normalization in new[] { "none", "batch-norm" })
            {
                bool isTreated = connection != "plain" || normalization != "none";
                folder.Run(
                    $"{connection}-{normalization}", 1, [$"connection={connection},normalization={normalization},depth=20"],
                    RemedyExperiment.Outcome(isTreated ? 0.8 : 0.1, isTreated ? 0.4 : 2, isTreated ? 0.9 : 0.2),
                    RemedyExperiment.Records(isTreated ? 0.9 : 0.2, isTreated ? 2e-3 : 1e-9));
            }
        }

        using ExperimentFolder planned = folder.Planned();

        Assert.Equal(
            ["At depth 20: gradient and update are in order and the network trains with batch-norm, residual, residual + batch-norm."],
            ExperimentAnalysis.Of(ExperimentArchive.Open(planned.Path)).Answers.Select(answer => answer.Text));
    }

    static string Against(double remedy, double baseline)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(decay: baseline), RemedyExperiment.Records(0.5, 1e-3))
            .Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(decay: remedy), RemedyExperiment.Records(0.5, 1e-3))
            .Planned();
        IReadOnlyList<CellAnalysis> cells = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Cells;
        return VerdictText.Against(cells[1], cells[0], "deltaDecayAtInitialization");
    }
}
