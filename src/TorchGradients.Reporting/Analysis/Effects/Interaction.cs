namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>
/// Whether a value of one axis does the same at every value of another: does batch norm still help once φ is ReLU?
/// </summary>
/// <param name="Axis">The axis whose effect it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="Reference">What that is held against.</param>
/// <param name="OtherAxis">The axis on which the effect may depend.</param>
/// <param name="OtherValue">The other axis' value.</param>
/// <param name="OtherReference">What that is held against.</param>
/// <param name="Measure">The measure's name.</param>
/// <param name="AtOtherReference">The effect of value against reference at the other axis' reference.</param>
/// <param name="AtOtherValue">The same at the other axis' value.</param>
/// <param name="Estimate">
/// The second by the first (for a measure compared by ratios), or the second minus the first: 1 or 0 without
/// interaction;
/// null where it cannot be estimated.
/// </param>
/// <param name="HolmPValue">Corrected for the number of interactions on this measure.</param>
public sealed record Interaction(
    string Axis, string Value, string Reference, string OtherAxis, string OtherValue, string OtherReference, string Measure,
    EffectEstimate? AtOtherReference, EffectEstimate? AtOtherValue, EffectEstimate? Estimate, double? HolmPValue)
{
    /// <summary>The interaction in a sentence; empty where it cannot be estimated.</summary>
    public string Text
    {
        get
        {
            if (Estimate is null || AtOtherReference is null || AtOtherValue is null) return "";

            var measure = Comparisons.Measure.All.First(candidate => candidate.Name == Measure);
            return $"{Axis} {Value} instead of {Reference}: {measure.Title} {AtOtherReference.InWords(measure.IsLogarithmic)} at "
                + $"{OtherAxis} {OtherReference}, {AtOtherValue.InWords(measure.IsLogarithmic)} at {OtherAxis} {OtherValue}"
                + (HolmPValue is { } p ? $" (that these are the same: {Verdicts.VerdictText.HolmPValue(p)})." : ".");
        }
    }
}
