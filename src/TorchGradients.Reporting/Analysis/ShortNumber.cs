using System.Globalization;

namespace TorchGradients.Reporting.Analysis;

/// <summary>Numbers for people: few digits, the invariant culture, <c>1e-13</c> for the very small.</summary>
public static class ShortNumber
{
    /// <summary>The number with that many significant digits; <paramref name="absent"/> for null.</summary>
    public static string Of(double? value, int digits = 2, string absent = "–")
    {
        if (value is not { } number) return absent;
        if (number == 0 || !double.IsFinite(number)) return number.ToString(CultureInfo.InvariantCulture);

        double size = Math.Abs(number);
        if (size is < 1e-3 or >= 1e5)
        {
            string text = number.ToString("e" + (digits - 1), CultureInfo.InvariantCulture);
            int exponentAt = text.IndexOf('e', StringComparison.Ordinal);
            int exponent = int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
            return $"{Trimmed(text[..exponentAt])}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        }

        int whole = size < 1 ? 0 : (int)Math.Floor(Math.Log10(size)) + 1;
        int leadingZeros = size >= 1 ? 0 : -(int)Math.Floor(Math.Log10(size)) - 1;
        return number.ToString("f" + Math.Max(0, digits - whole + leadingZeros), CultureInfo.InvariantCulture);
    }

    static string Trimmed(string mantissa) =>
        mantissa.Contains('.', StringComparison.Ordinal) ? mantissa.TrimEnd('0').TrimEnd('.') : mantissa;
}
