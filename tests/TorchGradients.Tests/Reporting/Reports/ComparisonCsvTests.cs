using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class ComparisonCsvTests
{
    [Fact]
    public void Has_a_row_per_cell_the_baselines_among_them_and_empty_fields_for_what_is_absent()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Baseline(("remedy", "none"))
            .Run("a1", 1, ["remedy=none,depth=4"], RemedyExperiment.Outcome(accuracy: 0.25, decay: 0.5, seconds: 2))
            .Run("a2", 2, ["remedy=none,depth=4"], RemedyExperiment.Outcome(accuracy: 0.25, decay: 0.5, seconds: 2))
            .Run("b1", 1, ["remedy=relu,depth=4"], RemedyExperiment.Outcome(accuracy: 0.5, decay: 1, seconds: 4))
            .Run("b2", 2, ["remedy=relu,depth=4"], RemedyExperiment.Outcome(accuracy: 0.5, trainLoss: double.NaN, decay: 1, seconds: 4))
            .Run("c1", 1, ["remedy=relu,depth=8"], RemedyExperiment.Outcome(accuracy: 0.75, trainLoss: 0.5))
            .Run("d1", 1, ["remedy=adam,depth=4"])
            .Planned();

        ComparisonCsv.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        // Equal values of both seeds: the interval is a point, and a difference without spread has no p-value.
        Assert.Equal(
            """
            remedy,depth,runs,testAccuracy,testAccuracyLow,testAccuracyHigh,testAccuracyRatioToBaseline,testAccuracyPValue,trainLoss,trainLossLow,trainLossHigh,trainLossRatioToBaseline,trainLossPValue,deltaDecayAtInitialization,deltaDecayAtInitializationLow,deltaDecayAtInitializationHigh,deltaDecayAtInitializationRatioToBaseline,deltaDecayAtInitializationPValue,deltaDecayAtEnd,deltaDecayAtEndLow,deltaDecayAtEndHigh,deltaDecayAtEndRatioToBaseline,deltaDecayAtEndPValue,firstLayerUpdateRatio,firstLayerUpdateRatioLow,firstLayerUpdateRatioHigh,firstLayerUpdateRatioRatioToBaseline,firstLayerUpdateRatioPValue,seconds,secondsLow,secondsHigh,secondsRatioToBaseline,secondsPValue,stepMicroseconds,stepMicrosecondsLow,stepMicrosecondsHigh,stepMicrosecondsRatioToBaseline,stepMicrosecondsPValue,firstToLastRatioAtInitialization,firstToLastRatioAtInitializationLow,firstToLastRatioAtInitializationHigh,firstToLastRatioAtInitializationRatioToBaseline,firstToLastRatioAtInitializationPValue,firstToLastRatioAtEnd,firstToLastRatioAtEndLow,firstToLastRatioAtEndHigh,firstToLastRatioAtEndRatioToBaseline,firstToLastRatioAtEndPValue,testAccuracyHolmPValue,trainLossHolmPValue,deltaDecayAtInitializationHolmPValue,deltaDecayAtEndHolmPValue,firstLayerUpdateRatioHolmPValue,secondsHolmPValue,stepMicrosecondsHolmPValue,firstToLastRatioAtInitializationHolmPValue,firstToLastRatioAtEndHolmPValue
            none,4,2,0.25,0.25,0.25,1,,,,,,,0.5,0.5,0.5,1,,0.5,0.5,0.5,1,,,,,,,2,2,2,1,,,,,,,,,,,,,,,,,,,,,,,,,
            relu,4,2,0.5,0.5,0.5,2,,,,,,,1,1,1,2,,1,1,1,2,,,,,,,4,4,4,2,,,,,,,,,,,,,,,,,,,,,,,,,
            relu,8,1,0.75,,,,,0.5,,,,,,,,,,,,,,,,,,,,1,,,,,,,,,,,,,,,,,,,,,,,,,,,,
            adam,4,0,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,

            """,
            File.ReadAllText(Path.Combine(folder.Path, "comparison.csv")));
    }

    [Theory]
    [InlineData(1e-3)] // ×∞
    [InlineData(0)] // 0 by 0
    public void A_ratio_to_a_baseline_of_0_is_absent(double update)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(), RemedyExperiment.Records(0.5, 0))
            .Run("b", 1, ["remedy=x"], RemedyExperiment.Outcome(), RemedyExperiment.Records(0.5, update))
            .Planned();

        string[] lines = ComparisonCsv.Text(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path))).Split('\n');

        int column = Array.IndexOf(lines[0].Split(','), "firstLayerUpdateRatio");
        Assert.Equal(update, double.Parse(lines[2].Split(',')[column], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(("", ""), (lines[1].Split(',')[column + 3], lines[2].Split(',')[column + 3]));
    }

    [Fact]
    public void Intervals_stay_where_values_can_lie_and_rounding_is_not_written()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(0.1, 1e-9, seconds: 0.1))
            .Run("b", 2, ["remedy=none"], RemedyExperiment.Outcome(0.99, 1, seconds: 0.2))
            .Run("c", 3, ["remedy=none"], RemedyExperiment.Outcome(0.99, 1, seconds: 0.3)).Planned();

        string[] row = ComparisonCsv.Text(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path))).Split('\n')[1].Split(',');

        Assert.Equal(["0", "1"], row[3..5]); // the accuracy's, below 0 and above 1 by the formula
        Assert.Equal("0", row[8]); // the loss's
        Assert.Equal("0.2", row[27]); // (0.1 + 0.2 + 0.3) / 3 is 0.20000000000000004
    }

    [Fact]
    public void Means_intervals_ratios_and_p_values_are_those_of_an_independent_computation()
    {
        using var folder = RemedyExperiment.Write();

        string[] lines = ComparisonCsv.Text(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path))).Split('\n');
        string[] head = lines[0].Split(',');
        string[] relu = lines.First(line => line.StartsWith("relu,20,", StringComparison.Ordinal)).Split(',');

        // Python, for the seeds' values 0.8 w², 0.1 w and 0.9 w², 0.2 w with w = 0.98, 1, 1.02: means, t(2, 0.975) =
        // 4.302652729911275,
        // and the two-sided p = 1 − t / √(2 + t²) of two degrees of freedom.
        Assert.Equal(0.8002133333333333, Value("testAccuracy"), 11);
        Assert.Equal(0.7207196016919273, Value("testAccuracyLow"), 9);
        Assert.Equal(0.8797070649747394, Value("testAccuracyHigh"), 9);
        Assert.Equal(8.002133333333331, Value("testAccuracyRatioToBaseline"), 11);
        Assert.Equal(0.0006113340451824323, Value("testAccuracyPValue"), 12);
        Assert.Equal(4.499399919982217, Value("deltaDecayAtEndRatioToBaseline"), 11);
        Assert.Equal(5.896133163629802e-05, Value("deltaDecayAtEndPValue"), 12);
        Assert.Equal(1.5, Value("secondsRatioToBaseline"), 12);

        double Value(string column) => double.Parse(
            relu[Array.IndexOf(head, column)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
