using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Figures;

/// <summary>Every figure of an experiment. Adding one is a file and a line here.</summary>
public static class FigureGallery
{
    /// <summary>The figures, in the order of a report.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("delta-profile", "delta-norm", DeltaProfileFigure.Model),
        new("first-layer-update", "update-ratio", OverStepsFigure.FirstLayerUpdate),
        new("training-loss", "train-loss", OverStepsFigure.TrainingLoss),
    ];

    /// <summary>Draws every figure into <c>figures/</c> of the experiment's folder.</summary>
    /// <returns>What was written, and for a figure that cannot be drawn a line saying why.</returns>
    public static IReadOnlyList<DrawnFigure> Draw(ExperimentArchive archive) =>
        [.. All.Select(figure => Draw(figure, archive))];

    static DrawnFigure Draw(Figure figure, ExperimentArchive archive)
    {
        var model = figure.Model(archive);
        if (!model.Points.Any())
        {
            return new DrawnFigure(
                figure.Name, [], $"The figure {figure.Name} cannot be drawn: no run has recorded {figure.Needs}.");
        }

        string folder = Path.Combine(archive.Folder, "figures");
        Directory.CreateDirectory(folder);
        string png = Path.Combine(folder, figure.Name + ".png");
        string svg = Path.Combine(folder, figure.Name + ".svg");
        var drawing = new FigureDrawing(model);
        drawing.SavePng(png);
        drawing.SaveSvg(svg);
        return new DrawnFigure(figure.Name, [png, svg], null);
    }
}
