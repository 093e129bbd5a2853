using System.Globalization;

namespace TorchGradients.Reporting.Analysis;

/// <summary>Numbers for people: few digits, the invariant culture, <c>1e-13</c> for the very small.</summary>
public static class ShortNumber
{
    const int MostDigits = 5;

    // What rounding leaves of an interval that is a point.
    const double Rounding = 1e-12;

    /// <summary>The number with that many significant digits; <paramref name="absent"/> for null.</summary>
    public static string Of(double? value, int digits = 2, string absent = "–")
    {
        if (value is not { } number) return absent;
        if (number == 0 || !double.IsFinite(number)) return number.ToString(CultureInfo.InvariantCulture);

        // Rounded first: 0.998 in two digits is 1.0, not 1.00.
        double size = double.Parse(Math.Abs(number).ToString("e" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (size is < 1e-3 or >= 1e5)
        {
            string text = number.ToString("e" + (digits - 1), CultureInfo.InvariantCulture);
            int exponentAt = text.IndexOf('e', StringComparison.Ordinal);
            int exponent = int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
            return $"{Trimmed(text[..exponentAt])}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        }

        int whole = size < 1 ? 0 : (int)Math.Floor(Math.Log10(size)) + 1;
        if (whole > digits) return (size * Math.Sign(number)).ToString("f0", CultureInfo.InvariantCulture);

        int leadingZeros = size >= 1 ? 0 : -(int)Math.Floor(Math.Log10(size)) - 1;
        return number.ToString("f" + Math.Max(0, digits - whole + leadingZeros), CultureInfo.InvariantCulture);
    }

    /// <summary>Both ends of an interval, in as many digits, up to five, as it takes to tell them apart.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="between">What stands between them, for example <c> to </c>.</param>
    /// <param name="digits">The digits to begin with.</param>
    public static string Interval(double low, double high, string between, int digits = 2)
    {
        bool isPoint = Math.Abs(high - low) <= Rounding * Math.Abs(high);
        while (digits < MostDigits && !isPoint && Of(low, digits) == Of(high, digits)) digits++;
        return $"{Of(low, digits)}{between}{Of(high, digits)}";
    }

    /// <summary>
    /// How many digits tell the numbers apart, from the fewest to the most; numbers that the most do not tell apart count
    /// as the same.
    /// </summary>
    public static int DigitsApart(IReadOnlyList<double> numbers, int fewest, int most)
    {
        int different = Different(most);
        int digits = fewest;
        while (digits < most && Different(digits) < different) digits++;
        return digits;

        int Different(int of) => numbers.Select(number => Of(number, of)).Distinct().Count();
    }

    static string Trimmed(string mantissa) =>
        mantissa.Contains('.', StringComparison.Ordinal) ? mantissa.TrimEnd('0').TrimEnd('.') : mantissa;
}
