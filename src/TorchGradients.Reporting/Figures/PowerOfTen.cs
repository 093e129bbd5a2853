using System.Globalization;

namespace TorchGradients.Reporting.Figures;

/// <summary>Powers of ten as text with raised digits.</summary>
static class PowerOfTen
{
    /// <summary>For example <c>10⁻¹²</c>; 1 for the zeroth.</summary>
    public static string Of(int exponent)
    {
        const string superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        if (exponent is 0) return "1";
        string digits = exponent.ToString(CultureInfo.InvariantCulture);
        return "10" + string.Concat(digits.Select(digit => digit == '-' ? '⁻' : superscripts[digit - '0']));
    }
}
