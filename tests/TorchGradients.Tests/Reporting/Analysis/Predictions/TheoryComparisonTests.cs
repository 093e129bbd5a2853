using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Predictions;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Figures;
using TorchGradients.Reporting.Figures.Shown;
using TorchGradients.Reporting.Reports;
using TorchGradients.Reporting.Reports.Html;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis.Predictions;

public sealed class TheoryComparisonTests
{
    [Fact]
    public void A_cell_has_the_geometric_mean_of_its_seeds_and_their_interval()
    {
        using var folder = Experiment(("a", [0.98, 1.02]));
        TheoryComparison one = Assert.Single(AnalysisOf(folder).Theory);

        double half = 12.706 * Math.Log(1.02 / 0.98) / 2;   // t(0.975, 1) · s / √2, s = ln(1.02 / 0.98) / √2
        Assert.Equal(Math.Sqrt(0.98 * 1.02), one.Ratio!.Value, 1e-12);
        Assert.Equal(Math.Exp(-half), one.Low!.Value / one.Ratio.Value, 1e-4);
        Assert.True(one.Agrees);
    }

    [Fact]
    public void More_seeds_leave_finite_width_less_to_explain()
    {
        // 1.06: within 1.96 · 0.04 + 0.015 = 0.093 of a single network, beyond 0.039 + 0.015 of the mean of four.
        using var folder = Experiment(("one", [1.06]), ("four", [1.06, 1.06, 1.06, 1.06]));
        var theory = AnalysisOf(folder).Theory;

        Assert.Equal([true, false], theory.Select(one => one.Agrees));
        Assert.Contains("Theory: in 1 of 2 cells the decay before training differs from the predicted one by more than finite width explains: "
            + "four, measured ÷ predicted 1.06 (1.06–1.06).", TheoryFindings.Of(theory));
    }

    [Fact]
    public void Where_the_scatter_of_finite_width_is_not_known_the_seeds_tell_it()
    {
        using var folder = Experiment("", ("near", [0.99, 1.01, 1.02]), ("far", [1.199, 1.201]), ("wide", [0.99, 1.03]), ("single", [1.2]));
        var theory = AnalysisOf(folder).Theory;

        Assert.Equal([true, false, null, null], theory.Select(one => one.Agrees));
        Assert.Contains(TheoryFindings.Of(theory), sentence => sentence.EndsWith(
            "is not known, and the seeds are too few or too far apart to tell it; measured ÷ predicted is 1.01 (0.785–1.30) (wide); 1.20 (single).", StringComparison.Ordinal));
    }

    [Fact]
    public void Cells_that_the_seeds_judge_are_named_apart_from_those_that_finite_width_does()
    {
        using var known = Experiment(("off", [1.5, 1.5]));
        using var unknown = Experiment("", ("off", [1.199, 1.201]), ("near", [0.99, 1.01, 1.02]));
        TheoryComparison[] both = [.. AnalysisOf(known).Theory, .. AnalysisOf(unknown).Theory];

        Assert.Equal(
        [
            "Theory: in 1 of 3 cells the decay before training differs from the predicted one by more than finite width explains: "
                + "off, measured ÷ predicted 1.50 (1.50–1.50).",
            "Theory: in 1 of 3 cells the decay before training differs from the predicted one by more than the seeds scatter (what finite "
                + "width explains is not known there): off, measured ÷ predicted 1.20 (1.19–1.21).",
        ], TheoryFindings.Of(both));
    }

    [Fact]
    public void Where_all_agree_it_says_by_whose_scatter()
    {
        using var known = Experiment(("a", [0.98, 1.02]));
        using var unknown = Experiment("", ("b", [0.99, 1.01, 1.02]));
        var byWidth = AnalysisOf(known).Theory;
        var bySeeds = AnalysisOf(unknown).Theory;

        Assert.Equal([Agreed("the one cell", "finite width tells")], TheoryFindings.Of(byWidth));
        Assert.Equal([Agreed("the one cell", "the seeds' scatter tells")], TheoryFindings.Of(bySeeds));
        Assert.Equal(
            [Agreed("all 2 cells", "finite width, or where that is not known the seeds' scatter, tells")], TheoryFindings.Of([.. byWidth, .. bySeeds]));

        static string Agreed(string cells, string tellers) =>
            $"Theory: in {cells} the decay of the error term before training is what wide-network theory predicts, as far as {tellers}.";
    }

    [Fact]
    public void What_theory_leaves_out_is_not_judged_however_sure_the_seeds_are()
    {
        using var folder = Experiment(", \"isOutOfReach\": true", ("skips", [1.15, 1.15, 1.151]));
        var theory = AnalysisOf(folder).Theory;

        Assert.Null(Assert.Single(theory).Agrees);
        Assert.Equal(["Theory: 1 cell is not judged, since skips without a normalisation are out of its reach; measured ÷ predicted is 1.15 (1.15–1.15) (skips)."],
            TheoryFindings.Of(theory));
    }

    [Fact]
    public void Runs_of_earlier_versions_report_that_they_hold_no_prediction()
    {
        using var folder = RemedyExperiment.Write();
        ExperimentAnalysis analysis = AnalysisOf(folder);

        Assert.All(analysis.Theory, one => Assert.Equal(
            "The runs hold no prediction: an earlier version of the program made them. Run them again with --fresh.", one.Reason));
        Assert.Contains("No prediction is drawn. The runs hold no prediction", DeltaProfileFigure.Model(analysis).Reading, StringComparison.Ordinal);
        Assert.DoesNotContain(((LineFigure)DeltaProfileFigure.Model(analysis)).Panels.SelectMany(panel => panel.Lines), line => line.IsPrediction);
    }

    [Fact]
    public void The_figure_draws_the_prediction_in_the_colour_of_the_measurement_with_one_entry_in_the_legend()
    {
        using var folder = Experiment(("a", [0.98, 1.02]), ("b", [1.0, 1.0]));
        var figure = (LineFigure)DeltaProfileFigure.Model(AnalysisOf(folder));

        FigureLine[] lines = [.. Assert.Single(figure.Panels).Lines];
        Assert.Equal(["a", "b", "a, predicted", "b, predicted"], lines.Select(line => line.Name));
        Assert.Equal([0, 1, 0, 1], lines.Select(line => line.Style));
        Assert.Equal([0.25, 0.5, 1, 1], lines[2].Points.Select(point => point.Mean));
        Assert.Equal(["a", "b", "predicted by theory"], figure.LineNames);

        string json = PlotlyChart.Json(figure);
        Assert.Equal(2, json.Split("\"prediction\":true").Length - 1);
        Assert.Contains("""{"name":"predicted by theory","style":-1,"color":"#767676","dash":"3px,4px"}""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_reports_say_it()
    {
        using var folder = Experiment(("a", [0.98, 1.02]), ("b", [1.5, 1.5]));
        var (files, _) = ReportFiles.Write(AnalysisOf(folder));

        foreach (string file in files.Where(file => file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".html", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            Assert.Contains("Theory beside measurement", text, StringComparison.Ordinal);
            Assert.Contains("1.50 (1.50–1.50)", text, StringComparison.Ordinal);
            Assert.Contains("disagrees", text, StringComparison.Ordinal);
            Assert.Contains("What step 0 foretold", text, StringComparison.Ordinal);
        }
    }

    static ExperimentAnalysis AnalysisOf(ExperimentFolder folder) => ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));

    static ExperimentFolder Experiment(params (string Cell, double[] Ratios)[] cells) => Experiment(null, cells);

    static ExperimentFolder Experiment(string? rest, params (string Cell, double[] Ratios)[] cells)
    {
        var folder = new ExperimentFolder().Axis("remedy");
        foreach (var (cell, ratios) in cells)
        {
            foreach (var (index, ratio) in ratios.Index())
            {
                double factor = 0.5 * ratio;
                folder.Run($"{cell}-{index}", index + 1, [$"remedy={cell}"], Outcome(factor, ratio, rest ?? Scatter(ratio)),
                    ExperimentFolder.Layers("delta-norm", 0, factor * factor, factor, 1, 1)
                    + ExperimentFolder.Layers("predicted-delta-norm", 0, 0.25, 0.5, 1, 1)
                    + ExperimentFolder.Scalar("train-loss", 0, 2));
            }
        }

        return folder.Planned();
    }

    static string Outcome(double factor, double ratio, string rest) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        { "identity": "IDENTITY", "status": "completed", "steps": 10, "seconds": 1, "trainLoss": 0.4, "testAccuracy": 0.8,
          "decay": { "atInitialization": { "factorPerLayer": {{factor:R}} }, "atEnd": { "factorPerLayer": {{factor:R}} } },
          "theory": { "factorPerLayer": 0.5, "measuredOverPredicted": {{ratio:R}}{{rest}} } }
        """);

    static string Scatter(double ratio) => string.Create(CultureInfo.InvariantCulture,
        $$""", "low": {{ratio * 0.9:R}}, "high": {{ratio * 1.1:R}}, "typicalFactor": 0.99, "deviation": 0.04, "agrees": true""");
}
