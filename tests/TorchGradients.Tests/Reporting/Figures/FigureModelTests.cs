using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Figures.Shown;
using Xunit;

namespace TorchGradients.Tests.Reporting.Figures;

public sealed class FigureModelTests
{
    const string Completed = """{ "identity": "IDENTITY", "status": "completed", "steps": 1, "seconds": 1 }""";

    [Fact]
    public void The_profile_is_the_geometric_mean_of_the_seeds_between_smallest_and_largest()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none"], Completed, ExperimentFolder.Layers("delta-norm", 0, 1e-8, 1, double.NaN))
            .Run("b", 2, ["remedy=none"], Completed, ExperimentFolder.Layers("delta-norm", 0, 1e-6, 4, 0))
            .Planned();

        var model = Lines(DeltaProfileFigure.Model(Analysed(folder)));

        var line = Assert.Single(Assert.Single(model.Panels).Lines);
        Assert.Equal([1e-7, 2, 0], line.Points.Select(point => point.Mean), (a, b) => Math.Abs(a - b) <= 1e-12 * a);
        Assert.Equal([(1e-8, 1e-6), (1, 4), (0, 0)], line.Points.Select(point => (point.Low, point.High)));
        Assert.True(model.HasZeros);
        Assert.Equal("At layer 1: 1e-7.", model.Sentence);
    }

    [Fact]
    public void Networks_of_different_depth_have_panels_of_their_own()
    {
        using var folder = ExampleExperiment.Write();

        var model = Lines(DeltaProfileFigure.Model(Analysed(folder)));

        Assert.Equal(["depth = 4", "depth = 20"], model.Panels.Select(panel => panel.Title));
        Assert.Equal(["none", "relu", "scaled-weights", "batch-norm", "adam", "all"], model.LineNames);
        Assert.All(model.Panels[1].Lines, line => Assert.Equal(Enumerable.Range(1, 21).Select(x => (double)x), line.Points.Select(p => p.X)));
    }

    [Fact]
    public void More_than_eight_lines_are_divided_by_the_axis_with_the_fewest_values()
    {
        using var folder = Grid(remedies: 5, rates: 2);

        var model = Lines(OverStepsFigure.TrainingLoss(Analysed(folder)));

        Assert.Equal(["rate = 1", "rate = 2"], model.Panels.Select(panel => panel.Title));
        Assert.Equal(["remedy 1", "remedy 2", "remedy 3", "remedy 4", "remedy 5"], model.LineNames);
        Assert.Null(model.Thinning);
    }

    [Fact]
    public void What_is_too_much_for_a_figure_is_left_out_and_said()
    {
        using var folder = Grid(remedies: 14, rates: 13);

        var model = Lines(OverStepsFigure.TrainingLoss(Analysed(folder)));

        Assert.Equal(12, model.Panels.Count);
        Assert.All(model.Panels, panel => Assert.Equal(12, panel.Lines.Count));
        Assert.Equal("Shown are 144 of 182 cells, the first in the order of the config; comparison.csv has the measures of all.", model.Thinning);
    }

    [Fact]
    public void A_remedy_has_the_same_colour_in_every_figure_also_where_another_one_was_not_recorded()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Baseline(("remedy", "none"))
            .Run("a", 1, ["remedy=none"], Completed, ExperimentFolder.Scalar("train-loss", 0, 1))
            .Run("b", 1, ["remedy=relu"], Completed, ExperimentFolder.Layers("delta-norm", 0, 1, 1) + ExperimentFolder.Scalar("train-loss", 0, 1))
            .Planned();
        var analysis = Analysed(folder);

        FigureLine profile = Lines(DeltaProfileFigure.Model(analysis)).Legend.Single(line => line.Name == "relu");
        FigureLine loss = Lines(OverStepsFigure.TrainingLoss(analysis)).Legend.Single(line => line.Name == "relu");

        Assert.Equal((1, 1), (profile.Style, loss.Style));
    }

    [Fact]
    public void Blocks_of_steps_have_equal_width_whatever_steps_a_run_recorded()
    {
        SeriesPoint[] series = [.. Enumerable.Range(0, 6).Select(step => new SeriesPoint(step, step, step))];

        Assert.Equal([(0.5, 0.5), (2.5, 2.5), (4.5, 4.5)], SeedBand.Blocks(series, width: 2, last: 5, geometric: false));
        Assert.Equal([(0.5, 0.0), (4.5, 5.0)], SeedBand.Blocks([series[0], series[5]], width: 2, last: 5, geometric: false));
        Assert.Equal([(1.5, 1.5), (4.5, 4.5)], SeedBand.Blocks(series, width: 4, last: 5, geometric: false));   // the last block is 4 and 5
    }

    [Fact]
    public void A_short_series_is_shown_at_its_own_steps_and_a_long_one_says_that_points_are_blocks()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none"], RemedyExperiment.Outcome(steps: 200),
                string.Concat(new[] { 0, 50, 200 }.Select(step => ExperimentFolder.Scalar("test-accuracy", step, 0.5)))
                + string.Concat(Enumerable.Range(0, 200).Select(step => ExperimentFolder.Scalar("train-loss", step, 2))))
            .Planned();
        var analysis = Analysed(folder);

        LineFigure accuracy = Lines(OverStepsFigure.TestAccuracy(analysis)), loss = Lines(OverStepsFigure.TrainingLoss(analysis));

        Assert.Equal([0, 50, 200], accuracy.Points.Select(point => point.X));
        Assert.Equal("At step 200: 0.50.", accuracy.Sentence);
        Assert.Equal("Lines are arithmetic means over the seeds, bands reach from the smallest to the largest.", accuracy.Reading);
        Assert.Equal("At steps around 197.5: 2.0.", loss.Sentence);
        Assert.StartsWith("Points are means over blocks of at most 7 steps, at their middle.", loss.Reading, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_shares_the_lowest_or_highest_number_is_named_too()
    {
        Assert.Equal("from 0.10 (none, adam) to 0.74 (relu)", FigureSentence.Range([("none", 0.1), ("adam", 0.1000001), ("relu", 0.74)]));
        Assert.Equal(
            "from 0 (a, b, c and 2 more) to 1.0 (f)",
            FigureSentence.Range([("a", 0), ("b", 0), ("c", 0), ("d", 0), ("e", 0), ("f", 1)]));
        Assert.Equal("0.50 everywhere", FigureSentence.Range([("a", 0.5), ("b", 0.5)]));
        Assert.Equal("0.50", FigureSentence.Range([("a", 0.5)]));
        Assert.Equal(
            "from 0.10 (none, depth 4; adam, depth 4) to 0.74 (relu)",
            FigureSentence.Range([("none, depth 4", 0.1), ("adam, depth 4", 0.1), ("relu", 0.74)]));
    }

    [Fact]
    public void Decay_by_depth_shows_as_many_lines_as_can_be_told_apart_and_says_what_it_leaves_out()
    {
        var folder = new ExperimentFolder().Axis("remedy").Axis("depth");
        foreach (int remedy in Enumerable.Range(1, 14))
        {
            foreach (int depth in new[] { 2, 3 })
            {
                folder.Run($"{remedy}-{depth}", 1, [$"remedy={remedy},depth={depth}"], RemedyExperiment.Outcome(decay: 0.5),
                    ExperimentFolder.Layers("delta-norm", 0, [.. Enumerable.Repeat<double?>(1, depth + 1)]));
            }
        }

        using ExperimentFolder planned = folder.Planned();
        var figure = Lines(DecayByDepthFigure.Model(Analysed(planned)));

        Assert.Equal(12, Assert.Single(figure.Panels).Lines.Count);
        Assert.Equal("Shown are 12 of 14 lines, the first in the order of the config; comparison.csv has all cells.", figure.Thinning);
    }

    [Fact]
    public void The_heat_map_has_a_row_a_layer_and_a_column_a_recorded_step()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none"], Completed, ExperimentFolder.Layers("delta-norm", 0, 1e-2, 1) + ExperimentFolder.Layers("delta-norm", 5, 0, 2))
            .Run("b", 2, ["remedy=none"], Completed, ExperimentFolder.Layers("delta-norm", 0, 1e-4, 1) + ExperimentFolder.Layers("delta-norm", 5, 0, 8))
            .Planned();

        var panel = Assert.Single(Assert.IsType<HeatFigure>(DeltaHeatFigure.Model(Analysed(folder))).Panels);

        Assert.Equal(["0", "5"], panel.Columns);
        Assert.Equal(["1", "2"], panel.Rows);
        Assert.Equal([1e-3, 0, 1, 4], panel.Values.SelectMany(row => row).Select(value => value!.Value), (a, b) => Math.Abs(a - b) <= 1e-12);
        var scale = new HeatScale([panel]);
        Assert.Equal(scale.Low, scale.Of(0));
        Assert.True(scale.Low < -3, "Zero has a colour of its own below the smallest number.");
    }

    [Fact]
    public void Effects_are_those_of_the_analysis_and_filled_where_significant()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4, 8], seeds: 3, steps: 2);
        var analysis = Analysed(folder);

        var panel = Assert.IsType<IntervalFigure>(EffectsFigure.Model(analysis)).Panels[0];

        var expected = analysis.Effects.Mains.Where(main => main.Measure == "testAccuracy").ToArray();
        Assert.Equal("test accuracy", panel.Title);
        Assert.Equal(["remedy relu", "depth 8"], panel.Marks.Select(mark => mark.Name));
        Assert.Equal(expected.Select(main => main.Estimate!.Value), panel.Marks.Select(mark => mark.Value));
        Assert.Equal([true, false], panel.Marks.Select(mark => mark.IsSignificant));
    }

    [Fact]
    public void A_line_that_two_axes_name_has_both_values_in_it_and_no_comma()
    {
        using var folder = Grid(remedies: 2, rates: 2);

        Assert.Equal(
            ["remedy 1 + rate 1", "remedy 1 + rate 2", "remedy 2 + rate 1", "remedy 2 + rate 2"],
            Lines(OverStepsFigure.TrainingLoss(Analysed(folder))).LineNames);
    }

    [Fact]
    public void One_depth_or_one_measurement_is_a_reason_and_not_a_picture()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 2, steps: 1);
        var analysis = Analysed(folder);

        Assert.Equal(
            "all networks have 4 hidden layers; an axis over model:depth varies them.",
            Assert.IsType<MissingFigure>(DecayByDepthFigure.Model(analysis)).Reason);
        Assert.Equal(
            "it was measured at the end only; training:evaluateEvery measures it along training.",
            Assert.IsType<MissingFigure>(OverStepsFigure.TestAccuracy(analysis)).Reason);
    }

    static ExperimentFolder Grid(int remedies, int rates)
    {
        var folder = new ExperimentFolder().Axis("remedy").Axis("rate");
        foreach (int remedy in Enumerable.Range(1, remedies))
        {
            foreach (int rate in Enumerable.Range(1, rates))
            {
                folder.Run($"{remedy}-{rate}", 1, [$"remedy={remedy},rate={rate}"], Completed, ExperimentFolder.Scalar("train-loss", 0, 1));
            }
        }

        return folder.Planned();
    }

    static ExperimentAnalysis Analysed(ExperimentFolder folder) => ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

    static LineFigure Lines(FigureModel model) => Assert.IsType<LineFigure>(model);
}
