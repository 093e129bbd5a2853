using DuckDB.NET.Data;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Query;

/// <summary>
/// SQL over the runs below a folder: an embedded DuckDB in memory that reads the files where they are. It writes
/// nothing below the folder; what does not fit into memory goes to the system's temporary folder.
/// </summary>
/// <remarks>
/// Tables: <c>runs</c> (a row per run, with the axis values of its first cell), <c>cells</c> (a row per run and cell),
/// <c>outcomes</c> (a row per run that ended), <c>records</c> (a row per step, quantity and layer; layer null for a
/// scalar) and <c>summaries</c> (the rows of <c>summary.csv</c>). They join on experiment and run.
/// </remarks>
public sealed class RunDatabase : IDisposable
{
    static readonly string[] _tables = ["runs", "outcomes", "records", "summaries", "cells"];

    // Records and what is computed from them; and SQL that puts the names of tables together only as it runs.
    static readonly string[] _needRecords = ["records", "summaries", "query", "database"];

    readonly RunSearch _found;
    readonly List<ArchiveWarning> _warnings;
    bool _hasRecords;

    readonly DuckDBConnection _connection = new("DataSource=:memory:");

    RunDatabase(RunSearch found)
    {
        _found = found;
        _warnings = [.. found.Warnings];
        _connection.Open();
        string spill = Path.Combine(Path.GetTempPath(), "torchgradients-query");
        RunTables.Run(_connection, $"SET temp_directory = {SqlText.Literal(spill)}");
        RunTables.Run(_connection, "SET autoinstall_known_extensions = false");
        RunTables.Run(_connection, "CREATE SCHEMA files");
        var axes = RunTables.Create(_connection, found.Runs);
        RecordTables.Create(_connection, []);
        OutcomeTables.Create(_connection, found.Runs, axes);
    }

    /// <summary>
    /// What could not be read and was left out. Records are searched for broken lines at the first query that needs them:
    /// before it, and without one, this tells of the other files only.
    /// </summary>
    public IReadOnlyList<ArchiveWarning> Warnings => _warnings;

    /// <summary>Opens the runs below a folder: an output folder, an experiment's, or a run's own.</summary>
    /// <exception cref="ArchiveException">There is no such folder, or no run below it.</exception>
    public static RunDatabase Open(string folder) => new(RunSearch.Below(folder));

    /// <summary>The answer to the SQL.</summary>
    /// <exception cref="QueryException">
    /// The SQL is wrong; says why, where, and what there is. Or it does more than read.
    /// </exception>
    public Answer Query(string sql)
    {
        ReadingSql.Require(_connection, sql);
        return Execute(sql);
    }

    /// <summary>The answer to SQL of our own, which may write files.</summary>
    internal Answer Execute(string sql)
    {
        if (!_hasRecords && _needRecords.Any(word => sql.Contains(word, StringComparison.OrdinalIgnoreCase))) ReadRecords();
        try
        {
            return Answer.To(_connection, sql);
        }
        catch (QueryException mistake)
        {
            throw new QueryException($"{mistake.Message}\n\n{Overview()}", mistake);
        }
    }

    /// <summary>The tables with their columns, a line each.</summary>
    public string Overview()
    {
        var lines = new List<string>();
        foreach (string table in _tables)
        {
            using var answer = Answer.To(_connection, $"SELECT column_name FROM (DESCRIBE {table})");
            lines.Add($"{table} ({string.Join(", ", answer.Rows().Select(row => row[0]))})");
        }

        return "Tables: " + string.Join("\n        ", lines);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    void ReadRecords()
    {
        _warnings.AddRange(RecordTables.Create(_connection, _found.Runs));
        _hasRecords = true;
    }
}
