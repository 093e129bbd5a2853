using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>
/// ‖δ_l‖ / ‖δ_{l+1}‖ as the product of what the weights and what the derivative of the activation do, at the first recorded
/// step, and the product beside theory's.
/// </summary>
static class AttenuationFigure
{
    const int MostPanels = 4;

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        var cells = FigureCells.Of(analysis);
        FigurePanel[] weights = [.. cells.Lines(cell => Points(cell, layer => layer.WeightFactor), "by the weights", MostPanels)];
        FigurePanel[] derivative = [.. cells.Lines(cell => Points(cell, layer => layer.DerivativeFactor), "by the derivative", MostPanels)];
        var both = cells.Lines(Attenuation, "both together", MostPanels)
            .Zip(cells.Lines(Predicted, "both together", MostPanels), PredictedLines.Beside);
        FigurePanel[] panels =
            [.. weights.Zip(derivative, both).SelectMany(parts => new[] { parts.First, parts.Second, parts.Third })];
        var figure = new LineFigure(
            "Who shrinks the error term from a layer to the one before: weights or derivative",
            "layer (1 is next to the input)",
            "factor",
            Logarithmic: true,
            panels)
        {
            Reading = ("The product of both factors is ‖δ_l‖ / ‖δ_(l+1)‖; 1 changes nothing. " + SeedBand.Reading(geometric: true) + " "
                + PredictedLines.Reading(analysis, panels)).TrimEnd(),
            Thinning = cells.Thinning(MostPanels),
        };

        // Their product follows from both.
        LineFigure parts = figure with { Panels = [.. weights.Zip(derivative).SelectMany(pair => new[] { pair.First, pair.Second })] };
        return figure with { Sentence = FigureSentence.Of(parts, "layer") };
    }

    // Where the parts were recorded; theory is recorded as a profile, so that it has no parts.
    static IReadOnlyList<FigurePoint> Attenuation(CellAnalysis cell) => Ratios(cell, layer => layer.Delta);

    static IReadOnlyList<FigurePoint> Predicted(CellAnalysis cell) =>
        PredictedLines.WithoutBands(Ratios(cell, layer => layer.PredictedDelta));

    static IReadOnlyList<FigurePoint> Ratios(CellAnalysis cell, Func<LayerState, double?> delta) => SeedBand.Of(
        from run in cell.EndedRuns
        where run.First.Layers.Any(layer => layer.WeightFactor is not null || layer.DerivativeFactor is not null)
        from pair in run.First.Layers.Zip(run.First.Layers.Skip(1))
        let ratio = delta(pair.First) / delta(pair.Second)
        where ratio is not null
        select ((double)pair.First.Layer, ratio.Value),
        geometric: true);

    // The output layer has no weights behind it.
    static IReadOnlyList<FigurePoint> Points(CellAnalysis cell, Func<LayerState, double?> factor) => SeedBand.Of(
        from run in cell.EndedRuns
        from layer in run.First.Layers.SkipLast(1)
        where factor(layer) is not null
        select ((double)layer.Layer, factor(layer)!.Value),
        geometric: true);
}
