using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>An effect over the seeds.</summary>
/// <param name="Value">For a measure that is compared by ratios the factor, else the difference.</param>
/// <param name="Low">Lower end of the 95 % interval; null with one seed.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">
/// Student's test of "no effect" over the seeds, two-sided, uncorrected; null with one seed.
/// </param>
/// <param name="Seeds">How many seeds.</param>
public sealed record EffectEstimate(double Value, double? Low, double? High, double? PValue, int Seeds)
{
    /// <summary>
    /// The estimate of one contrast per seed, of logarithms for a measure that is compared by ratios.
    /// </summary>
    public static EffectEstimate? Of(IReadOnlyCollection<double> contrasts, bool logarithmic)
    {
        if (PairedDifference.Of(contrasts) is not { } difference) return null;

        var mean = difference.Mean;
        return logarithmic
            ? new EffectEstimate(Math.Exp(mean.Mean), Exp(mean.Low), Exp(mean.High), difference.PValue, mean.Count)
            : new EffectEstimate(mean.Mean, mean.Low, mean.High, difference.PValue, mean.Count);
    }

    /// <summary>For example <c>times 4.1 (95 %: 3.9–4.3)</c> or <c>changed by 0.12 (95 %: 0.10 to 0.14)</c>.</summary>
    internal string InWords(bool logarithmic)
    {
        string between = logarithmic ? "–" : " to ";
        string interval = Low is null || High is null ? "" : $" (95 %: {ShortNumber.Interval(Low.Value, High.Value, between)})";
        return $"{(logarithmic ? "times" : "changed by")} {ShortNumber.Of(Value)}{interval}";
    }

    static double? Exp(double? logarithm) => logarithm is { } value ? Math.Exp(value) : null;
}
