using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>
/// ‖δ_l‖ / ‖δ_{l+1}‖ as the product of what the weights and what the derivative of the activation do, at the first recorded step.
/// </summary>
static class AttenuationFigure
{
    const int MostPanels = 4;

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        var cells = FigureCells.Of(analysis);
        var weights = cells.Lines(cell => Points(cell, layer => layer.WeightFactor), "by the weights", MostPanels);
        var derivative = cells.Lines(cell => Points(cell, layer => layer.DerivativeFactor), "by the derivative", MostPanels);
        var figure = new LineFigure(
            "Who shrinks the error term from a layer to the one before: weights or derivative",
            "layer (1 is next to the input)",
            "factor",
            Logarithmic: true,
            [.. weights.Zip(derivative).SelectMany(pair => new[] { pair.First, pair.Second })])
        {
            Reading = "The product of both factors is ‖δ_l‖ / ‖δ_(l+1)‖; 1 changes nothing. " + SeedBand.Reading(geometric: true),
            Thinning = cells.Thinning(MostPanels),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "layer") };
    }

    // The output layer has no weights behind it.
    static IReadOnlyList<FigurePoint> Points(CellAnalysis cell, Func<LayerState, double?> factor) => SeedBand.Of(
        from run in cell.EndedRuns
        from layer in run.First.Layers.SkipLast(1)
        where factor(layer) is not null
        select ((double)layer.Layer, factor(layer)!.Value),
        geometric: true);
}
