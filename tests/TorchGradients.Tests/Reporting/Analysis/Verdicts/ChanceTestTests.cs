using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Verdicts;

public sealed class ChanceTestTests
{
    // Skill and p-value by hand. Three seeds: t of two degrees of freedom, p = 1 − t / √(2 + t²). One seed: z, p from a table
    // of the normal distribution.
    [Theory]
    [InlineData(new[] { 0.8, 0.7, 0.9 }, 100, ChanceVerdict.Better, 0.7 / 0.9, 0.006734)] // t = 0.7 / (0.1 / √3) = 12.124
    [InlineData(new[] { 0.1, 0.1, 0.1 }, 100, ChanceVerdict.NoBetter, 0, 1)]
    [InlineData(new[] { 0.1, 0.2, 0.3 }, 100, ChanceVerdict.NotTold, 0.1 / 0.9, 0.225403)] // t = 1.7321
    [InlineData(new[] { 0.13, 0.13, 0.13 }, 100, ChanceVerdict.NoBetter, 0.03 / 0.9, 0)] // certain, and too little to count
    [InlineData(new[] { 0.16 }, 100, ChanceVerdict.Better, 0.06 / 0.9, 0.0455)] // z = 0.06 / √(0.09 / 100) = 2
    [InlineData(new[] { 0.16 }, 25, ChanceVerdict.NotTold, 0.06 / 0.9, 0.3173)] // z = 1
    [InlineData(new[] { 0.05 }, 100, ChanceVerdict.NoBetter, -0.05 / 0.9, 0.0956)] // z = −1.667
    public void An_accuracy_is_better_than_chance_if_it_is_so_by_a_share_that_counts_and_beyond_noise(
        double[] accuracies, int rows, ChanceVerdict verdict, double skill, double p)
    {
        var test = Test(folder =>
        {
            foreach (var (place, accuracy) in accuracies.Index())
            {
                folder.Run($"a{place}", place, [""], RemedyExperiment.Outcome(accuracy, chance: 0.1, testRows: rows));
            }
        })!;

        Assert.Equal(verdict, test.Verdict);
        Assert.Equal(skill, test.Skill, 1e-12);
        Assert.Equal(p, test.PValue!.Value, 2e-4);
    }

    [Fact]
    public void Runs_of_an_earlier_version_share_the_chance_of_the_others_in_their_cell()
    {
        var test = Test(folder => folder.Run("a", 1, [""], RemedyExperiment.Outcome(0.5))
            .Run("b", 2, [""], RemedyExperiment.Outcome(0.52, chance: 0.25)))!;

        Assert.Equal((2, 0.25, ChanceVerdict.Better), (test.Seeds, test.Chance, test.Verdict));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.0)] // a guess that is always right: there is nothing to learn
    public void Without_a_chance_level_there_is_no_test(double? chance) =>
        Assert.Null(Test(folder => folder.Run("a", 1, [""], RemedyExperiment.Outcome(1, chance: chance))));

    static ChanceTest? Test(Action<ExperimentFolder> fill)
    {
        using var folder = new ExperimentFolder();
        fill(folder);
        return Assert.Single(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).States).Training.Chance;
    }
}
