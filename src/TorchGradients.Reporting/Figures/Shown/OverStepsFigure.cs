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
        var figure = new LineFigure(
            title, "step", yLabel, logarithmic, [.. cells.Lines(cell => Points(cell, series, logarithmic))])
        {
            Reading = $"Long series are means over at most {MostPoints} blocks of steps. " + SeedBand.Reading,
            Thinning = cells.Thinning(),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "step", atLast: true) };
    }

    static IReadOnlyList<FigurePoint> Points(
        CellAnalysis cell, Func<RunSummary, IReadOnlyList<SeriesPoint>> series, bool geometric)
    {
        double last = cell.EndedRuns.SelectMany(series).Select(point => point.Step).DefaultIfEmpty(0).Max();
        double width = Math.Max(1, Math.Ceiling((last + 1) / MostPoints));
        return SeedBand.Of(cell.EndedRuns.SelectMany(run => SeedBand.Blocks(series(run), width, geometric)), geometric);
    }
}
