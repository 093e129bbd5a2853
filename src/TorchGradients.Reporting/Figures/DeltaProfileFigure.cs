using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Figures;

/// <summary>‖δ_l‖ by layer at the first recorded step: where the gradient vanishes.</summary>
static class DeltaProfileFigure
{
    public static FigureModel Model(ExperimentArchive archive) => new(
        "What reaches each layer: the size of the error term before training",
        "layer (1 is next to the input)",
        "‖δ‖ at the first step",
        Logarithmic: true,
        PanelSplit.Of(archive, Points));

    static IReadOnlyList<FigurePoint> Points(ArchivedCell cell) => SeedBand.Of(
        from run in cell.Runs
        from layer in LayerProfile.AtFirst(run.Records).Layers
        let delta = layer.Delta
        where delta is not null
        select ((double)layer.Layer, delta ?? 0),
        geometric: true);
}
