using System.Text.Json.Serialization;

namespace TorchGradients.Records;

/// <summary>The decay factor of step 0 beside the one that theory predicts.</summary>
/// <remarks>
/// The rule: measured ÷ predicted agrees where it lies within what finite width explains, <see cref="LowestExpected"/>
/// to <see cref="HighestExpected"/>: between no shift and the whole typical one (a batch whose samples go ways of their
/// own has less of it), widened by the 95 % scatter of the mean of so many seeds and by the 1.5 % to which theory was
/// held against measurements. Source of shift and scatter: Hanin and Nica, 2020; see <c>Theory/FiniteWidth</c>.
/// </remarks>
/// <param name="FactorPerLayer">The predicted decay factor; null where theory does not apply.</param>
/// <param name="MeasuredOverPredicted">Measured by predicted decay factor; null where one of them does not exist.</param>
/// <param name="Low">Lower end of its 95 % interval, from the scatter of finite width; null where that is not known.</param>
/// <param name="High">Upper end.</param>
/// <param name="TypicalFactor">By what finite width shifts the factor of a typical network; null where not known.</param>
/// <param name="Deviation">Standard deviation of the factor's logarithm from seed to seed; null where not known.</param>
/// <param name="Agrees">Whether finite width explains the difference; null where that cannot be said.</param>
/// <param name="Reason">Why something of this is null; else null.</param>
/// <param name="IsOutOfReach">
/// Whether theory leaves out a part that need not be small, so that agreement is not judged, however many the seeds;
/// not written where it is false.
/// </param>
public sealed record OutcomeTheory(
    double? FactorPerLayer, double? MeasuredOverPredicted, double? Low, double? High, double? TypicalFactor, double? Deviation,
    bool? Agrees, string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsOutOfReach = false)
{
    /// <summary>The 97.5 % quantile of the normal distribution.</summary>
    public const double Quantile = 1.96;

    /// <summary>What theory is right to where it applies, as a logarithm.</summary>
    public const double Within = 0.015;

    /// <summary>A run whose theory does not apply, or whose measurement has no decay factor.</summary>
    public static OutcomeTheory Without(string reason, double? factorPerLayer = null) =>
        new(factorPerLayer, null, null, null, null, null, null, reason);

    /// <summary>The lowest ratio that finite width explains, of the geometric mean of so many runs.</summary>
    public static double LowestExpected(double typicalFactor, double deviation, int runs) =>
        Math.Min(1, typicalFactor) * Math.Exp(-Allowed(deviation, runs));

    /// <summary>The highest.</summary>
    public static double HighestExpected(double typicalFactor, double deviation, int runs) =>
        Math.Max(1, typicalFactor) * Math.Exp(Allowed(deviation, runs));

    static double Allowed(double deviation, int runs) => Quantile * deviation / Math.Sqrt(runs) + Within;
}
