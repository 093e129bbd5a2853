using System.Collections.Concurrent;
using DuckDB.NET.Data;
using TorchGradients.Records;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Query;

/// <summary>
/// The view <c>records</c>. Files are searched for broken lines first: DuckDB tells neither file nor line, and one line
/// makes a whole query fail or becomes a row of nulls. Whole files are read by DuckDB where they are, at every query;
/// of those with broken lines, and of packs, our own reader takes what is whole.
/// </summary>
static class RecordTables
{
    static readonly (string Name, string Type)[] _events =
        [("Kind", "VARCHAR"), ("Step", "BIGINT"), ("Quantity", "VARCHAR"), ("Values", "JSON")];

    static readonly (string Name, string Type)[] _columns =
    [
        ("experiment", "VARCHAR"), ("run", "VARCHAR"), ("step", "BIGINT"), ("quantity", "VARCHAR"), ("layer", "BIGINT"),
        ("value", "DOUBLE"),
    ];

    /// <summary>Makes the view, in place of an earlier one, and returns what could not be read.</summary>
    public static IReadOnlyList<ArchiveWarning> Create(DuckDBConnection connection, IReadOnlyList<FoundRun> runs)
    {
        var broken = Search([.. runs.Where(run => run.HasRecords)]);
        FoundRun[] whole = [.. runs.Where(run => run.HasRecords && run.Packed is null && !broken.ContainsKey(run))];
        RunTables.FillPaths(connection, "files.records", whole, run => run.RecordsPath);
        RunTables.Fill(connection, "files.mended", _columns, []);
        Append(connection, runs.Where(run => run.Packed is not null || broken.ContainsKey(run)));
        RunTables.Run(connection, View([.. whole.Select(run => Path.GetFullPath(run.RecordsPath))]));
        return [.. runs.Where(broken.ContainsKey).SelectMany(run => broken[run])];
    }

    static ConcurrentDictionary<FoundRun, List<ArchiveWarning>> Search(FoundRun[] runs)
    {
        var broken = new ConcurrentDictionary<FoundRun, List<ArchiveWarning>>(ReferenceEqualityComparer.Instance);
        Parallel.ForEach(runs, run =>
        {
            var warnings = new List<ArchiveWarning>();
            foreach (var _ in run.Events(warnings.Add))
            {
                // Reading is what finds the broken lines.
            }

            if (warnings.Count > 0) broken[run] = warnings;
        });
        return broken;
    }

    static void Append(DuckDBConnection connection, IEnumerable<FoundRun> runs)
    {
        using var appender = connection.CreateAppender("files", "mended");
        foreach (var run in runs)
        {
            foreach (var recorded in run.Events(_ => { }))
            {
                // An event of the run's life has no values.
                for (int i = 0; i < recorded.Values.Count; i++)
                {
                    long? layer = recorded.Kind is RecordKind.Layers or RecordKind.Values ? i + 1 : null;
                    appender.CreateRow().AppendValue(run.Experiment).AppendValue(run.Run)
                        .AppendValue((long)recorded.Step).AppendValue(recorded.Quantity).AppendValue(layer).AppendValue(recorded.Values[i]).EndRow();
                }
            }
        }
    }

    static string View(string[] files) => $"""
        CREATE OR REPLACE VIEW records AS
        SELECT experiment, run, step, quantity, CASE WHEN kind IN ('layers', 'values') THEN position END AS layer, value
        FROM (
            SELECT experiment, run, step, quantity, kind,
                unnest(range(1, len(list) + 1)) AS position, unnest(list) AS value
            FROM (
                SELECT path.experiment, path.run,
                    event."Step" AS step, event."Quantity" AS quantity, event."Kind" AS kind,
                    CASE WHEN event."Kind" IN ('layers', 'values') THEN CAST(event."Values" AS DOUBLE[])
                    ELSE [CAST(event."Values" AS DOUBLE)] END AS list
                FROM {JsonFiles.Table(files, _events, "newline_delimited")} AS event
                JOIN files.records AS path ON path.path = event.filename
                WHERE event."Kind" IN ('layers', 'values', 'scalar')))
        UNION ALL SELECT * FROM files.mended
        """;
}
