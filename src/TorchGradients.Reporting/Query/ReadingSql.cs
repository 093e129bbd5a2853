using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace TorchGradients.Reporting.Query;

/// <summary>Tells SQL that reads from SQL that writes, sets or removes anything: DuckDB's own parser decides.</summary>
static partial class ReadingSql
{
    // What DuckDB says of a statement that is understood and is no query.
    const string NoQuery = "Only SELECT statements can be serialized to json!";

    /// <summary>Refuses what does more than read; a mistake in the SQL is left to whoever executes it.</summary>
    /// <exception cref="QueryException">It does more.</exception>
    public static void Require(DuckDBConnection connection, string sql)
    {
        // EXPLAIN ANALYZE executes what it explains. PIVOT makes a type of the names that it finds, and then queries.
        string rest = Explain().Replace(sql, "");
        if (Pivot().IsMatch(rest)) return;

        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT json_serialize_sql({SqlText.Literal(rest)})";
        using var parsed = JsonDocument.Parse((string)command.ExecuteScalar()!);
        if (parsed.RootElement.TryGetProperty("error_message", out JsonElement message) && message.GetString() == NoQuery)
        {
            throw new QueryException("This SQL does more than read, and none of it was executed. A query is a statement that begins with "
                + "SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, PIVOT or EXPLAIN. Files for other tools come from 'export'.");
        }
    }

    [GeneratedRegex(@"\A\s*EXPLAIN\s+(ANALYZE\s+|\([^)]*\)\s*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Explain();

    // One statement of it.
    [GeneratedRegex(@"\A\s*PIVOT\s[^;]*;?\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pivot();
}
