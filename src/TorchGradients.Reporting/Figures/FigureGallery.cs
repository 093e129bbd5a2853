using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Figures.Pictures;
using TorchGradients.Reporting.Figures.Shown;

namespace TorchGradients.Reporting.Figures;

/// <summary>Every figure of an experiment. Adding one is a file and a line here.</summary>
public static class FigureGallery
{
    /// <summary>The name of the folder within the experiment's.</summary>
    public const string FolderName = "figures";

    /// <summary>The figures, in the order of a report.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("delta-profile", "Error term by layer", "delta-norm", DeltaProfileFigure.Model),
        new("delta-heat-map", "Error term by layer and step", "delta-norm", DeltaHeatFigure.Model),
        new("attenuation", "Weights and derivative: who shrinks it", "weight-factor and derivative-factor", AttenuationFigure.Model),
        new("update-profile", "Update by layer", "update-ratio", UpdateProfileFigure.Model),
        new("first-layer-update", "Update of the first layer over steps", "update-ratio", OverStepsFigure.FirstLayerUpdate),
        new("training-loss", "Training loss over steps", "train-loss", OverStepsFigure.TrainingLoss),
        new("test-accuracy", "Test accuracy over steps", "the test accuracy along training", OverStepsFigure.TestAccuracy),
        new("decay-by-depth", "Decay factor against depth", "delta-norm", DecayByDepthFigure.Model),
        new("remedy-by-depth", "Remedy and depth", "delta-norm or a test accuracy", RemedyByDepthFigure.Model),
        new("phase-diagram", "Phase diagram", "delta-norm", PhaseDiagramFigure.Model),
        new("jacobian-singular-values", "Singular values of the Jacobian", "jacobian-singular-values", JacobianFigure.Model),
        new("effects", "Effects", "a measure in two cells that can be compared", EffectsFigure.Model),
        new("activations", "Activations by layer", "activation-mean and activation-std", ActivationFigure.Distribution),
        new("saturation", "Saturation by layer", "saturation", ActivationFigure.Saturation),
    ];

    /// <summary>Draws every figure into <c>figures/</c> of the experiment's folder.</summary>
    /// <returns>What was written, and for a figure that cannot be drawn a line saying why.</returns>
    public static IReadOnlyList<DrawnFigure> Draw(ExperimentAnalysis analysis) =>
        [.. All.Select(figure => Draw(figure, analysis))];

    static DrawnFigure Draw(Figure figure, ExperimentAnalysis analysis)
    {
        var model = figure.Model(analysis);
        string folder = Path.Combine(analysis.Archive.Folder, FolderName);
        string png = Path.Combine(folder, figure.Name + ".png");
        string svg = Path.Combine(folder, figure.Name + ".svg");
        if (model.IsEmpty)
        {
            // What an earlier report drew would be taken for this one's.
            if (Directory.Exists(folder)) new[] { png, svg }.ToList().ForEach(File.Delete);
            string reason = !analysis.Runs.Any(run => run.HasEnded) ? "no run is complete."
                : model is MissingFigure missing ? missing.Reason
                : $"no run has recorded {figure.Needs}.";
            return new DrawnFigure(figure, model, [], $"The figure {figure.Name} cannot be drawn: {reason}");
        }

        Directory.CreateDirectory(folder);
        var picture = new FigurePicture(model);
        picture.SavePng(png);
        picture.SaveSvg(svg);
        return new DrawnFigure(figure, model, [png, svg], null);
    }
}
