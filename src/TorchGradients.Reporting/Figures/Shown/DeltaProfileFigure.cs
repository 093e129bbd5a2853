using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>‖δ_l‖ by layer at the first recorded step: where the gradient vanishes.</summary>
static class DeltaProfileFigure
{
    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        var cells = FigureCells.Of(analysis);
        FigurePanel[] panels = [.. cells.Lines(Points).Zip(cells.Lines(Predicted), PredictedLines.Beside)];
        var figure = new LineFigure(
            "What reaches each layer: the size of the error term before training",
            "layer (1 is next to the input)",
            "‖δ‖ at the first step",
            Logarithmic: true,
            panels)
        {
            Reading = $"{SeedBand.Reading(geometric: true)} {PredictedLines.Reading(analysis, panels, " from the measured ‖δ‖ of the output layer")}",
            Thinning = cells.Thinning(),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "layer") };
    }

    static IReadOnlyList<FigurePoint> Points(CellAnalysis cell) => PointsOf(cell, layer => layer.Delta);

    static IReadOnlyList<FigurePoint> Predicted(CellAnalysis cell) =>
        PredictedLines.WithoutBands(PointsOf(cell, layer => layer.PredictedDelta));

    static IReadOnlyList<FigurePoint> PointsOf(CellAnalysis cell, Func<LayerState, double?> delta) => SeedBand.Of(
        from run in cell.EndedRuns
        from layer in run.First.Layers
        where delta(layer) is not null
        select ((double)layer.Layer, delta(layer)!.Value),
        geometric: true);
}
