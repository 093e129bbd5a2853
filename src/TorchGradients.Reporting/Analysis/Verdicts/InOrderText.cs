using TorchGradients.Configuration;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>By which rule gradient and update of a cell are in order, for the legends of tables.</summary>
public static class InOrderText
{
    /// <summary>The gradient's rule.</summary>
    public static string Gradient(AnalysisConfig thresholds) =>
        $"gradient in order: layer 1 receives {ShortNumber.Of(thresholds.Vanishing, 1)} to {ShortNumber.Of(thresholds.Exploding, 1)} times "
        + "what the last hidden layer gets, at the start and at the end";

    /// <summary>The update's rule.</summary>
    public static string Update(AnalysisConfig thresholds) =>
        $"update in order: layer 1's weights change by {ShortNumber.Of(thresholds.LearningUpdateRatio, 1)} to "
        + $"{ShortNumber.Of(thresholds.ExcessiveUpdateRatio, 1)} of their size a step";
}
