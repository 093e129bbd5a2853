using System.Globalization;

namespace TorchGradients.Configuration;

/// <summary>Axis values that are numbers, as a slope needs them.</summary>
public static class ClaimNumbers
{
    /// <summary>Whether the value's name is a finite number.</summary>
    public static bool IsNumber(string value) => Of(value) is not null;

    /// <summary>The number; null where the name is none.</summary>
    public static double? Of(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
