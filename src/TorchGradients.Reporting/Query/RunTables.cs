using DuckDB.NET.Data;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Query;

/// <summary>
/// The tables <c>runs</c> (a row per run, in its first cell) and <c>cells</c> (a row per run and cell): a run that
/// stands in several cells counts once in the first, so that a join with it never counts a run twice.
/// </summary>
static class RunTables
{
    const int RowsPerStatement = 500;

    static readonly (string Name, string Type)[] _leading =
        [("experiment", "VARCHAR"), ("run", "VARCHAR"), ("seed", "BIGINT")];

    // What stands in summaries beside the axes: SQL would take an axis of such a name, in whatever case, for the same.
    static readonly string[] _measured =
    [
        "status", "steps", "trainLoss", "testLoss", "testAccuracy", "deltaDecayAtInitialization", "deltaDecayAtEnd",
        "firstLayerUpdateRatio", "seconds",
    ];

    static readonly (string Name, string Type) _folder = ("folder", "VARCHAR");

    /// <summary>Makes both tables and returns the axes' columns.</summary>
    public static AxisColumns Create(DuckDBConnection connection, IReadOnlyList<FoundRun> runs)
    {
        var axes = new AxisColumns(runs, [.. _leading.Select(column => column.Name), _folder.Name, .. _measured]);
        Fill(connection, "runs", [.. _leading, .. axes.All, _folder],
            runs.Select(run => Row(
                run, axes, run.Cells is [var first, ..] ? first : new Dictionary<string, string>(), withFolder: true)));
        Fill(connection, "cells", [.. _leading, .. axes.All],
            runs.SelectMany(run => run.Cells.Select(cell => Row(run, axes, cell, withFolder: false))));
        return axes;
    }

    /// <summary>Makes a table of rows that are literals, in place of an earlier one.</summary>
    public static void Fill(
        DuckDBConnection connection, string table, IEnumerable<(string Name, string Type)> columns,
        IEnumerable<string> rows)
    {
        var declared = columns.Select(column => $"{SqlText.Name(column.Name)} {column.Type}");
        Run(connection, $"CREATE OR REPLACE TABLE {table} ({string.Join(", ", declared)})");
        foreach (string[] some in rows.Chunk(RowsPerStatement))
        {
            Run(connection, $"INSERT INTO {table} VALUES {string.Join(",\n", some)}");
        }
    }

    /// <summary>Makes a table of the runs' files: path, experiment, run.</summary>
    public static void FillPaths(
        DuckDBConnection connection, string table, IEnumerable<FoundRun> runs, Func<FoundRun, string> file) =>
        Fill(connection, table, [("path", "VARCHAR"), ("experiment", "VARCHAR"), ("run", "VARCHAR")], runs.Select(run =>
        {
            string path = SqlText.Literal(Path.GetFullPath(file(run)));
            return $"({path}, {SqlText.Literal(run.Experiment)}, {SqlText.Literal(run.Run)})";
        }));

    /// <summary>Runs a statement of our own.</summary>
    public static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static string Row(FoundRun run, AxisColumns axes, IReadOnlyDictionary<string, string> cell, bool withFolder)
    {
        IEnumerable<string> values =
            [SqlText.Literal(run.Experiment), SqlText.Literal(run.Run), SqlText.Literal(run.Seed), .. axes.Values(cell)];
        return $"({string.Join(", ", withFolder ? values.Append(SqlText.Literal(run.Folder)) : values)})";
    }
}
