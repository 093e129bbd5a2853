namespace TorchGradients.Reporting.Query;

/// <summary>JSON files as a table in SQL, read where they are.</summary>
static class JsonFiles
{
    /// <summary>The files' objects with the given columns and <c>filename</c>; of no files, no rows.</summary>
    /// <param name="files">Full paths.</param>
    /// <param name="columns">Name and type: typed, because DuckDB would otherwise guess from what it sees
    /// first.</param>
    /// <param name="format"><c>newline_delimited</c> or <c>unstructured</c>.</param>
    public static string Table(
        IReadOnlyList<string> files, IReadOnlyList<(string Name, string Type)> columns, string format)
    {
        if (files.Count == 0)
        {
            string nulls = string.Join(", ", columns.Append(("filename", "VARCHAR"))
                .Select(column => $"CAST(NULL AS {column.Item2}) AS {SqlText.Name(column.Item1)}"));
            return $"(SELECT {nulls} WHERE false)";
        }

        string types = string.Join(", ", columns.Select(column =>
            $"{SqlText.Name(column.Name)}: {SqlText.Literal(column.Type)}"));
        string paths = string.Join(", ", files.Select(SqlText.OneFile));

        // A run may be writing its last line just now: such a line becomes a row of nulls, which the caller leaves out.
        string ignore = format == "newline_delimited" ? ", ignore_errors = true" : "";
        return $"read_json([{paths}], format = '{format}', columns = {{{types}}}, filename = true{ignore})";
    }
}
