using System.Globalization;

namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>What an axis' value is called where the axis is not named beside it.</summary>
static class ValueName
{
    /// <summary>A word is its own name; a number, or yes and no, says nothing without its axis: <c>depth 4</c>.</summary>
    public static string Of(string axis, string value) => IsWord(value) ? value : $"{axis} {value}";

    /// <summary>Whether the value is a word, as opposed to a number or to yes and no.</summary>
    public static bool IsWord(string value) => value is not ("true" or "false" or "null")
        && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
