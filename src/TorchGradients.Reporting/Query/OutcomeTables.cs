using DuckDB.NET.Data;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Query;

/// <summary>The views <c>outcomes</c>, a row per run that ended, and <c>summaries</c>, the rows of
/// <c>summary.csv</c>.</summary>
static class OutcomeTables
{
    /// <summary>Makes the views.</summary>
    public static void Create(DuckDBConnection connection, IReadOnlyList<FoundRun> runs, AxisColumns axes)
    {
        FoundRun[] ended = [.. runs.Where(run => run.Outcome is not null)];
        RunTables.FillPaths(connection, "files.outcomes", ended, run => run.OutcomePath);
        RunTables.Run(connection, Outcomes([.. ended.Select(run => Path.GetFullPath(run.OutcomePath))]));
        RunTables.Run(connection, Summaries(axes));
    }

    static string Outcomes(string[] files) => $"""
        CREATE VIEW outcomes AS
        SELECT path.experiment, path.run, {string.Join(", ", OutcomeColumns.All.Select(Column))}
        FROM {JsonFiles.Table(files, OutcomeColumns.All, "unstructured")} AS outcome
        JOIN files.outcomes AS path ON path.path = outcome.filename
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
