using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Preflight;
using TorchGradients.Reporting.Analysis.Statistics;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Preflight;

public sealed class PreflightScoreTests
{
    [Fact]
    public void Precision_and_recall_are_those_counted_by_hand()
    {
        // Warned and untrained twice, warned but trained once, untrained without warning once, neither once.
        PreflightScore score = Score(
            ("a", IsWarned: true, Trains: false), ("b", true, false), ("c", true, true), ("d", false, false), ("e", false, true));

        Assert.Equal((2, 3, 3), (score.Hits, score.Warned, score.Untrained));
        Assert.Equal((2 / 3.0, 2 / 3.0), (score.Precision!.Value, score.Recall!.Value));
        Assert.Equal(
            [
                "No prediction of plan --preflight was kept: its rule is applied to the records of step 0 instead.",
                "Scored: 5 of 5 cells.",
                "From step 0 alone 3 of 5 cells were expected not to train: 2 of 3 did not (precision 0.67 (95 %: 0.21–0.94)).",
                "3 of 5 cells did not train in 100 steps: 2 of 3 were foreseen (recall 0.67 (95 %: 0.21–0.94)).",
                "Too few to trust these rates: each should rest on 10 cells or more; look at the intervals.",
                "Not everywhere recorded: saturation, dead-units, zero-gradient; plan --preflight measures them and may find more.",
            ],
            score.Sentences);
    }

    [Fact]
    public void Where_all_train_and_none_was_warned_there_are_no_rates()
    {
        PreflightScore score = Score(("a", false, true), ("b", false, true));

        Assert.Equal((null, null), (score.Precision, score.Recall));
        Assert.Equal("From step 0 alone 0 of 2 cells were expected not to train: there is no precision.", score.Sentences[2]);
        Assert.Equal("All of them trained, so there is no recall.", score.Sentences[3]);
    }

    [Fact]
    public void Cells_enough_say_how_far_to_trust_the_rule()
    {
        // 16 of 16 are at least 0.806, 12 of 12 at least 0.757 of all.
        Assert.Contains("Here a warning of plan --preflight can be trusted; its silence cannot.", Score(Cells(16)).Sentences);
        Assert.Contains("Here plan --preflight is a hint only.", Score(Cells(12)).Sentences);

        static (string, bool, bool)[] Cells(int count) =>
        [
            .. Enumerable.Range(0, count).Select(i => ($"a{i}", true, false)),
            .. Enumerable.Range(0, count).Select(i => ($"b{i}", false, false)),
            ("c", false, true),
        ];
    }

    [Fact]
    public void Where_none_trained_or_all_were_warned_of_nothing_could_be_told_apart()
    {
        (string, bool, bool)[] warned = [.. Enumerable.Range(0, 16).Select(i => ($"a{i}", true, false))];

        Assert.Contains(
            "None of them trained, so that no warning could be wrong: the precision does not say how far to trust one.",
            Score([.. warned, ("b", false, false)]).Sentences);
        Assert.Contains(
            "All of them were warned of, so that none could be missed: the recall does not say how far to trust silence.",
            Score([.. warned, ("b", true, true)]).Sentences);
    }

    [Fact]
    public void Nine_of_ten_alone_are_not_trusted_up_to_sixty()
    {
        Assert.InRange(WilsonInterval.Of(54, 60).Low, 0.79, 0.8);
        Assert.InRange(WilsonInterval.Of(63, 70).Low, 0.8, 0.81);
    }

    [Theory]   // Wilson, 1927; the values by the formula in Brown, Cai and DasGupta, 2001, equation 4
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    public void Wilsons_interval(int hits, int count, double low, double high)
    {
        var interval = WilsonInterval.Of(hits, count);

        Assert.Equal(low, interval.Low, 1e-4);
        Assert.Equal(high, interval.High, 1e-4);
    }

    static PreflightScore Score(params (string Cell, bool IsWarned, bool Trains)[] cells)
    {
        using var folder = PreflightCells.Folder(cells);
        return ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)).Preflight!;
    }
}
