using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Figures;

namespace TorchGradients.Reporting.Reports;

/// <summary>The figure of the first screen: the one that shows what the headline says.</summary>
static class ProofFigure
{
    // Drawn only of a grid, or of records, that were made for it: such an experiment asks about nothing else.
    static readonly string[] _special = ["phase-diagram", "jacobian-singular-values"];

    /// <summary>The first that could be drawn of those that show it, else of all; null without any.</summary>
    public static DrawnFigure? Of(ExperimentAnalysis analysis, HeadlineSubject subject, IReadOnlyList<DrawnFigure> figures)
    {
        DrawnFigure[] drawn = [.. figures.Where(figure => figure.Reason is null)];
        return Names(analysis, subject).Select(name => drawn.FirstOrDefault(figure => figure.Name == name)).OfType<DrawnFigure>().FirstOrDefault()
            ?? drawn.FirstOrDefault();
    }

    static IEnumerable<string> Names(ExperimentAnalysis analysis, HeadlineSubject subject) => subject switch
    {
        HeadlineSubject.Gradient => ["delta-profile"],
        HeadlineSubject.GradientAlongTraining => ["delta-heat-map", "delta-profile"],
        HeadlineSubject.Update => ["update-profile", "first-layer-update"],
        HeadlineSubject.Training => ["test-accuracy", "training-loss", "remedy-by-depth"],
        HeadlineSubject.Claims => [.. _special, .. analysis.Claims.SelectMany(claim => OfQuantity(claim.Claim.Condition.Quantity))],
        _ => throw new ArgumentOutOfRangeException(nameof(subject)),
    };

    static IEnumerable<string> OfQuantity(string quantity) => quantity switch
    {
        "testAccuracy" or "testLoss" => ["test-accuracy", "remedy-by-depth"],
        "trainLoss" or "train-loss" => ["training-loss"],
        "deltaDecayAtInitialization" or "deltaDecayAtEnd" => ["decay-by-depth", "delta-profile"],
        "firstToLastRatioAtInitialization" or "firstToLastRatioAtEnd" or "delta-norm" => ["delta-profile"],
        "firstLayerUpdateRatio" or "update-ratio" or "update-norm" => ["update-profile", "first-layer-update"],
        "weight-factor" or "derivative-factor" => ["attenuation"],
        "activation-mean" or "activation-std" => ["activations"],
        "saturation" or "dead-units" => ["saturation"],
        _ => [],
    };
}
