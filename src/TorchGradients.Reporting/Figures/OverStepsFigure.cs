using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Figures;

/// <summary>Quantities over the steps of the training; long series as means of blocks of steps.</summary>
static class OverStepsFigure
{
    const int MostPoints = 30;

    public static FigureModel FirstLayerUpdate(ExperimentArchive archive) => new(
        "How much the first layer's weights change in a step",
        "step",
        "‖ΔW‖ / ‖W‖ of layer 1",
        Logarithmic: true,
        PanelSplit.Of(archive, cell => Points(cell, "update-ratio", geometric: true)));

    public static FigureModel TrainingLoss(ExperimentArchive archive) => new(
        "The training loss",
        "step",
        "loss of the batch",
        Logarithmic: false,
        PanelSplit.Of(archive, cell => Points(cell, "train-loss", geometric: false)));

    static IReadOnlyList<FigurePoint> Points(ArchivedCell cell, string quantity, bool geometric) => SeedBand.Of(
        cell.Runs.SelectMany(run =>
            SeedBand.Blocks([.. run.Records.Series(quantity, layer: 1)], MostPoints, geometric)),
        geometric);
}
