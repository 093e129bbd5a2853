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
            [.. cells.Lines(Points)])
        {
            Reading = SeedBand.Reading(geometric: true),
            Thinning = cells.Thinning(),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "layer") };
    }

    static IReadOnlyList<FigurePoint> Points(CellAnalysis cell) => SeedBand.Of(
        from run in cell.EndedRuns
        from layer in run.First.Layers
        where layer.Delta is not null
        select ((double)layer.Layer, layer.Delta!.Value),
        geometric: true);
}
