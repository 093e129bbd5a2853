using System.Globalization;

namespace TorchGradients.Reporting.Query;

/// <summary>Texts as they stand in SQL.</summary>
static class SqlText
{
    /// <summary>The text as a literal; null as <c>NULL</c>.</summary>
    public static string Literal(string? text) =>
        text is null ? "NULL" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The number as a literal; null as <c>NULL</c>.</summary>
    public static string Literal(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "NULL";

    /// <summary>The name of a table or column.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The path of one file: DuckDB takes paths as patterns, in which some characters stand for
    /// others.</summary>
    public static string OneFile(string path) =>
        Literal(string.Concat(path.Select(c => c is '*' or '?' or '[' ? $"[{c}]" : c.ToString())));
}
