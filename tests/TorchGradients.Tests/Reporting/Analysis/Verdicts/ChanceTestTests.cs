using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Verdicts;

public sealed class ChanceTestTests
{
    // Skill and p-value by hand. Three seeds: t of two degrees of freedom, half of p = 1 − t / √(2 + t²). One seed: z, p from a
    // table of the normal distribution. Both one-sided.
    [Theory]
    [InlineData(new[] { 0.8, 0.7, 0.9 }, 100, ChanceVerdict.Better, 0.7 / 0.9, 0.003367)] // t = 0.7 / (0.1 / √3) = 12.124
    [InlineData(new[] { 0.1, 0.1, 0.1 }, 100, ChanceVerdict.NoBetter, 0, 1.0)]
    [InlineData(new[] { 0.1, 0.2, 0.3 }, 100, ChanceVerdict.NotTold, 0.1 / 0.9, 0.112702)] // t = 1.7321
    [InlineData(new[] { 0.13, 0.13, 0.13 }, 100, ChanceVerdict.NoBetter, 0.03 / 0.9, null)] // too little to count, and no spread to hold it against
    [InlineData(new[] { 0.16 }, 100, ChanceVerdict.Better, 0.06 / 0.9, 0.02275)] // z = 0.06 / √(0.09 / 100) = 2
    [InlineData(new[] { 0.16 }, 25, ChanceVerdict.NotTold, 0.06 / 0.9, 0.15866)] // z = 1
    [InlineData(new[] { 0.05 }, 100, ChanceVerdict.NoBetter, -0.05 / 0.9, 0.9522)] // z = −1.667
    public void An_accuracy_is_better_than_chance_if_it_is_so_by_a_share_that_counts_and_beyond_noise(
        double[] accuracies, int rows, ChanceVerdict verdict, double skill, double? p)
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
        Assert.Equal(p ?? -1, test.PValue ?? -1, 2e-4);
    }

    [Fact]
    public void With_many_cells_a_p_value_counts_after_Holms_correction_and_both_are_kept()
    {
        // Alone p = 0.0227 would do; among three cells it is 3 × 0.0227.
        using var folder = new ExperimentFolder().Axis("remedy");
        foreach (var (name, accuracy) in new[] { ("a", 0.16), ("b", 0.1), ("c", 0.09) })
        {
            folder.Run(name, 1, [$"remedy={name}"], RemedyExperiment.Outcome(accuracy, chance: 0.1, testRows: 100));
        }

        var first = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Planned().Path)).States[0].Training;

        Assert.Equal((0.02275, 0.06825), (Math.Round(first.Chance!.PValue!.Value, 5), Math.Round(first.Chance.HolmPValue!.Value, 5)));
        Assert.Equal((ChanceVerdict.NotTold, false), (first.Chance.Verdict, first.Trains));
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
