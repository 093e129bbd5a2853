using System.Globalization;
using TorchGradients.Reporting.Analysis.Statistics;

namespace TorchGradients.Cli.Terminal;

/// <summary>Fractions in percent, to a tenth.</summary>
internal static class PercentText
{
    /// <summary>For example <c>81.7 %</c>; null for null.</summary>
    public static string? Of(double? fraction) => fraction is { } value ? Number(value) + " %" : null;

    /// <summary>The interval within 0 and 1, for example <c>80.1–83.2</c>; empty where there is none.</summary>
    public static string Interval(MeanInterval? mean) => mean is { Low: { } low, High: { } high }
        ? $"{Number(Math.Max(0, low))}–{Number(Math.Min(1, high))}"
        : "";

    static string Number(double fraction) => (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
