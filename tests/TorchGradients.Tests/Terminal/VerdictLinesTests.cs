using Spectre.Console.Testing;
using TorchGradients.Cli.Terminal;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Tests.Reporting;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class VerdictLinesTests
{
    [Fact]
    public void Are_the_headline_the_answers_and_the_caveats()
    {
        using var folder = RemedyExperiment.Write(chance: 0.1);

        Assert.Equal(
            """

            At depth 20 relu does best of 2 remedies: test accuracy 0.80 against 0.10 (8.0
            times as large; 95 % interval of the difference 0.63 to 0.77; Holm-corrected p =
            0.0024), over 3 seeds; it is told from the second, adam (0.10; Holm-corrected p
            = 6.1e-4). It repairs the gradient, which vanishes without it: decay factor per
            layer 0.90 against 0.20 (4.5 times as large; 95 % interval of the ratio 4.3–4.7;
            Holm-corrected p = 2.4e-4) at initialisation, 0.90 against 0.20 at the end; it
            repairs the first layer's update as well; at depth 4 relu does best (test
            accuracy 0.80).

            At depth 4: gradient and update are in order and the network trains with relu
            (1.5 times the time). The update alone, not the gradient, is repaired by adam
            (1.2 times the time), but the network does not train.
            At depth 20: gradient and update are in order and the network trains with relu
            (1.5 times the time). The update alone, not the gradient, is repaired by adam
            (1.2 times the time), but the network does not train.

            Caveat: Only 3 seeds, fewer than 5: intervals are wide, and only large
            differences can be told from chance.
            Caveat: Nothing was tuned per remedy, as no axis has the role nuisance: learning
            rate and the like are those of the config, and a remedy, or the baseline, may do
            better with others.
            Caveat: Differences that are the same with every seed have no p-value, as there
            is no spread to hold them against: adam, depth 4; adam, depth 20.
            Caveat: Times are those of the machine, with all else that ran on it: seeds are
            no independent measurements of them, so that they have no p-value and no star.
            To compare times, run with execution:cohorts off and --workers 1.

            """,
            Text(folder, Screen.Of80Columns(), inFull: false));
    }

    [Theory]
    [InlineData(0.872, 0.4, "completed",
        "It trains: training loss 0.400 at the end, 2.00 at step 0; test accuracy 0.872, where a constant guess reaches 0.100 (one-sided p < 0.0001).")]
    [InlineData(0.1, 1.4108818e21, "completed",
        "It does not train: training loss 1.41e21 at the end, 2.00 at step 0; test accuracy 0.100, where a constant guess reaches 0.100 (one-sided p = 0.50).")]
    [InlineData(0.1, double.NaN, "diverged",
        "It does not train: training loss not finite at the end, 2.00 at step 0; test accuracy 0.100, where a constant guess reaches 0.100 (one-sided p = 0.50). 1 of 1 runs diverged.")]
    public void Tell_of_a_single_cell_whether_it_trains_and_by_which_numbers(double accuracy, double loss, string status, string expected)
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""],
            RemedyExperiment.Outcome(accuracy, loss, 0.2, status: status, chance: 0.1, testRows: 297), RemedyExperiment.Records(0.2, 1e-3)).Planned();

        Assert.Equal(
            $"{expected}\n\nCaveat: One seed: there are no intervals and no p-values, and a difference may be chance.\n"
            + (status == "diverged" ? "Caveat: Diverged runs are left out of means wherever their value is not finite, so these look better than they are: the run: 1 of 1.\n" : ""),
            Text(folder, Screen.Of80Columns().Width(1000), inFull: false));
    }

    [Fact]
    public void Of_a_single_cell_with_several_seeds_means_are_told_and_what_is_not_known()
    {
        using var guessed = new ExperimentFolder()
            .Run("a", 1, [""], RemedyExperiment.Outcome(0.5, 0.4), RemedyExperiment.Records(0.2, 1e-3))
            .Run("b", 2, [""], RemedyExperiment.Outcome(0.7, 0.6), RemedyExperiment.Records(0.2, 1e-3)).Planned();
        using var unknown = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(0.5)).Planned();
        using var silent = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome()).Planned();

        Assert.Equal(
            "It trains: training loss 0.500 at the end, 2.00 at step 0; test accuracy 0.600; means over 2 seeds.",
            Text(guessed, Screen.Of80Columns().Width(1000), inFull: false).Split('\n')[0]);
        Assert.Equal(
            "Whether it trains is not known: neither a test accuracy to hold against a constant guess nor the train-loss of step 0 was recorded. "
            + "Measured: test accuracy 0.500.",
            Text(unknown, Screen.Of80Columns().Width(1000), inFull: false).Split('\n')[0]);
        Assert.Equal(
            "Whether it trains is not known: neither a test accuracy to hold against a constant guess nor the train-loss of step 0 was recorded.",
            Text(silent, Screen.Of80Columns().Width(1000), inFull: false).Split('\n')[0]);
    }

    [Fact]
    public void Hold_the_verdict_on_every_remedy_where_that_is_asked_for_in_ASCII_where_need_be()
    {
        using var folder = RemedyExperiment.Write(chance: 0.1);

        string text = Text(folder, Screen.Of80Columns(unicode: false).Width(1000), inFull: true);

        Assert.Contains("relu, depth 20: It repairs the gradient", text, StringComparison.Ordinal);
        Assert.Contains("95 % interval of the ratio 4.3-4.7", text, StringComparison.Ordinal);
        Assert.All(text, character => Assert.True(char.IsAscii(character), $"'{character}'"));
    }

    [Fact]
    public void Tell_what_depends_on_what_the_first_three_where_there_are_more()
    {
        // Each of the five remedies helps at depth 20 only.
        var random = new Random(5);
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Baseline(("remedy", "none"));
        foreach (string remedy in new[] { "none", "a", "b", "c", "d", "e" })
        {
            foreach (string depth in new[] { "3", "20" })
            {
                for (int seed = 1; seed <= 4; seed++)
                {
                    double accuracy = (remedy == "none" || depth == "3" ? 0.1 : 0.5) + 0.01 * random.NextDouble();
                    folder.Run($"{remedy}-{depth}-{seed}", seed, [$"remedy={remedy},depth={depth}"], RemedyExperiment.Outcome(accuracy));
                }
            }
        }

        string text = Text(folder.Planned(), Screen.Of80Columns().Width(1000), inFull: false);

        Assert.Contains("\n5 interactions are told from chance after Holm's correction, of 5 that were tested. The first 3:\n", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split('\n').Count(line => line.Contains(" instead of none: test accuracy changed by ", StringComparison.Ordinal)));
    }

    static string Text(ExperimentFolder folder, TestConsole console, bool inFull)
    {
        VerdictLines.Render(console, ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)), inFull);
        return Screen.Text(console);
    }
}
