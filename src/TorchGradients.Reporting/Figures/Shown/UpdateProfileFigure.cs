using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>‖ΔW_l‖ / ‖W_l‖ by layer, mean over the recorded steps: which layers learn.</summary>
static class UpdateProfileFigure
{
    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        var cells = FigureCells.Of(analysis);
        var figure = new LineFigure(
            "Which layers learn: the relative change of the weights in a step",
            "layer (1 is next to the input)",
            "‖ΔW‖ / ‖W‖, mean over steps",
            Logarithmic: true,
            [.. cells.Lines(Points)])
        {
            Reading = "About 1e-3 is the usual advice; with 1e-6 a thousand steps change nothing. Each run's number is the arithmetic mean over its "
                + "recorded steps. " + SeedBand.Reading(geometric: true),
            Thinning = cells.Thinning(),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "layer") };
    }

    static IReadOnlyList<FigurePoint> Points(CellAnalysis cell) => SeedBand.Of(
        from run in cell.EndedRuns
        from layer in run.MeanUpdateRatios.Index()
        where layer.Item is not null
        select (layer.Index + 1.0, layer.Item!.Value),
        geometric: true);
}
