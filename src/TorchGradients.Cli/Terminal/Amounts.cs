using System.Globalization;

namespace TorchGradients.Cli.Terminal;

/// <summary>Estimated amounts for people, to two digits: more are not known.</summary>
internal static class Amounts
{
    static readonly (double Size, string Unit)[] s_times = [(86_400, "days"), (3_600, "h"), (60, "min"), (1, "s")];
    static readonly (double Size, string Unit)[] s_bytes = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "bytes")];

    /// <summary>For example <c>about 12 min</c>.</summary>
    public static string Time(double seconds) => seconds < 1 ? "less than 1 s" : Of(seconds, s_times);

    /// <summary>For example <c>about 1.3 GB</c>.</summary>
    public static string Bytes(double bytes) => Of(bytes, s_bytes);

    static string Of(double amount, (double Size, string Unit)[] units)
    {
        (double size, string unit) = units.First(unit => amount >= unit.Size || unit == units[^1]);
        double number = amount / size;
        return $"about {number.ToString(number < 10 ? "0.#" : "0", CultureInfo.InvariantCulture)} {unit}";
    }
}
