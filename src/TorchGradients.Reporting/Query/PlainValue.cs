using System.Globalization;
using System.Numerics;

namespace TorchGradients.Reporting.Query;

/// <summary>Values of a query without what only a database knows.</summary>
static class PlainValue
{
    /// <summary>Bool, number or string as it is; anything else as a string.</summary>
    public static object Of(object value) => value switch
    {
        bool or string or BigInteger or decimal => value,
        _ when value.GetType().IsPrimitive => value,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Stream bytes => Hexadecimal(bytes),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>As it stands in CSV and tables: numbers exactly, in the invariant culture.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        NestedValue nested => nested.Json,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static string Hexadecimal(Stream bytes)
    {
        using var copy = new MemoryStream();
        bytes.CopyTo(copy);
        return Convert.ToHexString(copy.ToArray());
    }
}
