using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>Quantities over the steps of the training; long series as means of blocks of steps.</summary>
static class OverStepsFigure
{
    const int MostPoints = 30;

    public static FigureModel FirstLayerUpdate(ExperimentAnalysis analysis) => Model(
        analysis, "How much the first layer's weights change in a step", "‖ΔW‖ / ‖W‖ of layer 1", logarithmic: true,
        run => run.FirstLayerUpdate);

    public static FigureModel TrainingLoss(ExperimentAnalysis analysis) => Model(
        analysis, "The training loss", "loss of the batch", logarithmic: false, run => run.TrainLoss);

    public static FigureModel TestAccuracy(ExperimentAnalysis analysis)
    {
        const string title = "The accuracy on the test part";
        return analysis.Runs.Any(run => run.TestAccuracy.Count == 1) && analysis.Runs.All(run => run.TestAccuracy.Count < 2)
            ? new MissingFigure(title, "it was measured at the end only; training:evaluateEvery measures it along training.")
            : Model(analysis, title, "test accuracy", logarithmic: false, run => run.TestAccuracy);
    }

    static FigureModel Model(
        ExperimentAnalysis analysis, string title, string yLabel, bool logarithmic, Func<RunSummary, IReadOnlyList<SeriesPoint>> series)
    {
        var cells = FigureCells.Of(analysis);
        double width = cells.All.Select(cell => BlockWidth(cell.Cell, series)).DefaultIfEmpty(1).Max();
        string blocks = width > 1 ? $"Points are means over blocks of at most {width.ToString(CultureInfo.InvariantCulture)} steps, at their middle. " : "";
        var figure = new LineFigure(
            title, "step", yLabel, logarithmic, [.. cells.Lines(cell => Points(cell, series, logarithmic))])
        {
            Reading = blocks + SeedBand.Reading(logarithmic),
            Thinning = cells.Thinning(),
        };
        return figure with { Sentence = FigureSentence.Of(figure, width > 1 ? "steps around" : "step", atLast: true) };
    }

    static double BlockWidth(CellAnalysis cell, Func<RunSummary, IReadOnlyList<SeriesPoint>> series)
    {
        // A short series is shown as it is, at its own steps.
        if (cell.EndedRuns.All(run => series(run).Count <= MostPoints)) return 1;

        double last = cell.EndedRuns.SelectMany(series).Max(point => point.Step);
        return Math.Ceiling((last + 1) / MostPoints);
    }

    static IReadOnlyList<FigurePoint> Points(
        CellAnalysis cell, Func<RunSummary, IReadOnlyList<SeriesPoint>> series, bool geometric)
    {
        double width = BlockWidth(cell, series), last = LastStep(cell, series);
        return SeedBand.Of(cell.EndedRuns.SelectMany(run => SeedBand.Blocks(series(run), width, last, geometric)), geometric);
    }

    // Points of a long series are means, so that their last lies before the last step; what is measured at the end comes after it.
    static double LastStep(CellAnalysis cell, Func<RunSummary, IReadOnlyList<SeriesPoint>> series)
    {
        double recorded = cell.EndedRuns.SelectMany(series).Select(point => point.Step).DefaultIfEmpty(0).Max();
        return Math.Max(Math.Ceiling(recorded), cell.EndedRuns.Select(run => run.Outcome!.Steps - 1).DefaultIfEmpty(0).Max());
    }
}
