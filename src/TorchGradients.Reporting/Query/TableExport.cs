namespace TorchGradients.Reporting.Query;

/// <summary>Runs, outcomes and records as files for other tools, in the order of experiment, run, step, quantity and layer.</summary>
public static class TableExport
{
    static readonly string[] _tables = ["runs", "outcomes", "records"];

    /// <summary>Writes a Parquet file per table and returns their paths; what is nested stays nested.</summary>
    public static IReadOnlyList<string> Parquet(RunDatabase database, string folder) =>
        Write(folder, "parquet", (table, file) =>
        {
            string sql = $"COPY (SELECT * FROM {table} {Order(table)}) TO {SqlText.Literal(file)} (FORMAT parquet, COMPRESSION zstd)";
            using var answer = database.Execute(sql);
            foreach (var _ in answer.Rows())
            {
                // COPY tells how many rows it wrote.
            }
        });

    /// <summary>
    /// Writes a CSV file per table and returns their paths; a nested field is a column named by its path.
    /// </summary>
    public static IReadOnlyList<string> Csv(RunDatabase database, string folder) =>
        Write(folder, "csv", (table, file) =>
        {
            using var answer = database.Query($"SELECT {Columns(table)} FROM {table} {Order(table)}");
            using var writer = new StreamWriter(file);
            AnswerCsv.Write(answer, writer);
        });

    static string Columns(string table) => table == "outcomes"
        ? $"experiment, run, {string.Join(", ", OutcomeColumns.Leaves.Select(Column))}"
        : "*";

    // DuckDB reads files side by side: without an order, rows come as the files are done.
    static string Order(string table) => table == "records"
        ? "ORDER BY experiment, run, step, quantity, layer"
        : "ORDER BY experiment, run";

    static string Column(string leaf) =>
        $"{string.Join('.', leaf.Split('.').Select(SqlText.Name))} AS {SqlText.Name(leaf)}";

    static string[] Write(string folder, string ending, Action<string, string> write)
    {
        Directory.CreateDirectory(folder);
        return
        [
            .. _tables.Select(table =>
            {
                string file = Path.Combine(folder, $"{table}.{ending}");
                write(table, file);
                return file;
            }),
        ];
    }
}
