namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>
/// What a value of an axis does against the axis' reference, averaged over the values of the other axes.
/// </summary>
/// <param name="Axis">The axis.</param>
/// <param name="Value">The value.</param>
/// <param name="Reference">What it is held against: the baseline's value, else the axis' first.</param>
/// <param name="Measure">The measure's name.</param>
/// <param name="Estimate">The effect; null where it cannot be estimated.</param>
/// <param name="HolmPValue">Corrected for the number of main effects on this measure.</param>
/// <param name="IsAliased">
/// Whether it is mixed up with two-way interactions, as the grid holds only a fraction of the cells: it is the effect
/// if there
/// are no interactions.
/// </param>
public sealed record MainEffect(
    string Axis, string Value, string Reference, string Measure, EffectEstimate? Estimate, double? HolmPValue, bool IsAliased)
{
    /// <summary>The effect in a sentence; empty where it cannot be estimated.</summary>
    public string Text
    {
        get
        {
            if (Estimate is null) return "";

            var measure = Comparisons.Measure.All.First(candidate => candidate.Name == Measure);
            return $"{Axis} {Value} instead of {Reference}, averaged over the other axes: {measure.Title} "
                + Estimate.InWords(measure.IsLogarithmic)
                + (HolmPValue is { } p ? $" ({Verdicts.VerdictText.HolmPValue(p)})." : ".");
        }
    }
}
