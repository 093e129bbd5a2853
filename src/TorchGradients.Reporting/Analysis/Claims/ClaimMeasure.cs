using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>The number of a run that a condition is about.</summary>
static class ClaimMeasure
{
    // Fractions and what may be of either sign is compared by differences.
    static readonly string[] _linear = ["activation-mean", "saturation", "dead-units", "zero-gradient"];

    static readonly Measure _testLoss = new("testLoss", "test loss", true, run => run.Outcome?.TestLoss);

    /// <summary>The measure.</summary>
    public static Measure Of(ClaimCondition condition)
    {
        if (Measure.All.Append(_testLoss).FirstOrDefault(measure => measure.Name == condition.Quantity) is { } known) return known;

        var reading = ClaimReading.Of(condition);
        return new Measure(condition.Quantity, Title(reading), !_linear.Contains(condition.Quantity), run => run.Readings.GetValueOrDefault(reading));
    }

    static string Title(ClaimReading reading)
    {
        string when = reading.Step switch
        {
            null => "mean over the steps",
            -1 => "last recorded step",
            var step => FormattableString.Invariant($"step {step}"),
        };
        return FormattableString.Invariant($"{reading.Quantity} [{reading.Layer}], {when}");
    }
}
