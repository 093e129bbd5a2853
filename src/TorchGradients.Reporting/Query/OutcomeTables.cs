using DuckDB.NET.Data;
using TorchGradients.Records.Packs;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Query;

/// <summary>The views <c>outcomes</c>, a row per run that ended, and <c>summaries</c>, the rows of
/// <c>summary.csv</c>.</summary>
static class OutcomeTables
{
    /// <summary>Makes the views.</summary>
    public static void Create(DuckDBConnection connection, IReadOnlyList<FoundRun> runs, AxisColumns axes)
    {
        FoundRun[] ended = [.. runs.Where(run => run.Outcome is not null && run.Packed is null)];
        FoundRun[] packed = [.. runs.Where(run => run.Packed is not null)];
        RunTables.FillPaths(connection, "files.outcomes", ended, run => run.OutcomePath);
        RunTables.Fill(connection, "files.packed",
            [("path", "VARCHAR"), ("identity", "VARCHAR"), ("experiment", "VARCHAR"), ("run", "VARCHAR")],
            packed.Select(run => $"({string.Join(", ", new[] { IndexOf(run), run.Packed!.Identity, run.Experiment, run.Run }.Select(SqlText.Literal))})"));
        RunTables.Run(connection, Outcomes(
            [.. ended.Select(run => Path.GetFullPath(run.OutcomePath))], [.. packed.Select(IndexOf).Distinct()]));
        RunTables.Run(connection, Summaries(axes));
    }

    static string IndexOf(FoundRun run) => Path.GetFullPath(Path.Combine(run.Packed!.Pack, RunPack.IndexName));

    // Of a pack's index, the lines of the runs that count: a run may lie in several packs, and in one pack only once.
    static string Outcomes(string[] files, string[] indexes) => $"""
        CREATE VIEW outcomes AS
        SELECT path.experiment, path.run, {string.Join(", ", OutcomeColumns.All.Select(Column))}
        FROM {JsonFiles.Table(files, OutcomeColumns.All, "unstructured")} AS outcome
        JOIN files.outcomes AS path ON path.path = outcome.filename
        UNION ALL
        SELECT path.experiment, path.run, {string.Join(", ", OutcomeColumns.All.Select(column => $"line.outcome.{SqlText.Name(column.Name)}"))}
        FROM {JsonFiles.Table(indexes, [("identity", "VARCHAR"), ("outcome", OutcomeColumns.Whole)], "newline_delimited")} AS line
        JOIN files.packed AS path ON path.path = line.filename AND path.identity = line.identity
        """;

    static string Column((string Name, string Type) column) => $"outcome.{SqlText.Name(column.Name)}";

    // Computed from the files that summary.csv is made of, so it is there, and fresh, in a half-finished folder as
    // well.
    static string Summaries(AxisColumns axes) => $"""
        CREATE VIEW summaries AS
        SELECT cell.experiment, cell.run, cell.seed,
            {string.Concat(axes.All.Select(axis => $"cell.{SqlText.Name(axis.Name)}, "))}
            outcome."status", outcome."steps", outcome."trainLoss", outcome."testLoss", outcome."testAccuracy",
            outcome."decay"."atInitialization"."factorPerLayer" AS "deltaDecayAtInitialization",
            outcome."decay"."atEnd"."factorPerLayer" AS "deltaDecayAtEnd",
            CASE WHEN outcome.run IS NOT NULL THEN ratio.mean END AS "firstLayerUpdateRatio",
            outcome."seconds"
        FROM cells AS cell
        LEFT JOIN outcomes AS outcome ON outcome.experiment = cell.experiment AND outcome.run = cell.run
        LEFT JOIN (
            SELECT experiment, run, avg(value) AS mean FROM records
            WHERE quantity = 'update-ratio' AND layer = 1 GROUP BY experiment, run
        ) AS ratio ON ratio.experiment = cell.experiment AND ratio.run = cell.run
        """;
}
