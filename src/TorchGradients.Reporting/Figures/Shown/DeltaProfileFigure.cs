using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>‖δ_l‖ by layer at the first recorded step: where the gradient vanishes.</summary>
static class DeltaProfileFigure
{
    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        var cells = FigureCells.Of(analysis);
        var figure = new LineFigure(
            "What reaches each layer: the size of the error term before training",
            "layer (1 is next to the input)",
            "‖δ‖ at the first step",
            Logarithmic: true,
            [.. cells.Lines(Points).Zip(cells.Lines(Predicted), Together)])
        {
            Reading = SeedBand.Reading(geometric: true) + " " + Prediction(analysis),
            Thinning = cells.Thinning(),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "layer") };
    }

    static FigurePanel Together(FigurePanel measured, FigurePanel predicted) => measured with
    {
        Lines =
        [
            .. measured.Lines,
            .. predicted.Lines.Select(line => line with { Name = $"{line.Name}, predicted", IsPrediction = true }),
        ],
    };

    static string Prediction(ExperimentAnalysis analysis)
    {
        if (analysis.Cells.Any(cell => Predicted(cell).Count > 0))
        {
            return "Thin short dashes of the same colour are what theory predicts from the measured ‖δ‖ of the output layer.";
        }

        string reasons = string.Join(' ', analysis.Theory.Select(one => one.Reason).OfType<string>().Distinct().Take(2));
        return reasons.Length == 0 ? "" : $"No prediction is drawn. {reasons}";
    }

    static IReadOnlyList<FigurePoint> Points(CellAnalysis cell) => PointsOf(cell, layer => layer.Delta);

    static IReadOnlyList<FigurePoint> Predicted(CellAnalysis cell) =>
        [.. PointsOf(cell, layer => layer.PredictedDelta).Select(point => point with { Low = point.Mean, High = point.Mean })];

    static IReadOnlyList<FigurePoint> PointsOf(CellAnalysis cell, Func<LayerState, double?> delta) => SeedBand.Of(
        from run in cell.EndedRuns
        from layer in run.First.Layers
        where delta(layer) is not null
        select ((double)layer.Layer, delta(layer)!.Value),
        geometric: true);
}
