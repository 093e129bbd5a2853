using System.Globalization;
using System.Text;

namespace TorchGradients.Reporting.Reports;

/// <summary>
/// A table as comma-separated text: invariant culture, LF; what is absent is an empty field, and a field with a comma, a
/// quote or a line break stands in quotes.
/// </summary>
sealed class CsvText
{
    readonly StringBuilder _text = new();

    /// <summary>Adds a row.</summary>
    public void Add(IEnumerable<string?> fields) => _text.AppendJoin(',', fields.Select(Quoted)).Append('\n');

    /// <summary>A number in as many digits as it takes to read it back.</summary>
    public static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number that was computed, in twelve digits: what lies beyond is rounding.</summary>
    public static string? Rounded(double? value) => value?.ToString("G12", CultureInfo.InvariantCulture);

    /// <summary>The rows.</summary>
    public override string ToString() => _text.ToString();

    static string Quoted(string? field) => field is null ? ""
        : field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
