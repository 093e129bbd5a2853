using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Query;
using TorchGradients.Reporting.Reports;
using Xunit;

namespace TorchGradients.Tests.Reporting.Query;

public sealed class RunDatabaseTests
{
    const string Completed = """
        { "identity": "IDENTITY", "status": "completed", "reason": null, "steps": 2, "seconds": 1.5, "trainLoss": "NaN",
          "testLoss": "Infinity", "testAccuracy": 0.875,
          "decay": { "atInitialization": { "factorPerLayer": 0.24, "low": null, "high": "-Infinity", "firstToLastRatio": 1e-300 }, "atEnd": null },
          "cost": { "stepMicroseconds": 400, "probeShare": 0.1 } }
        """;

    [Fact]
    public void Records_are_a_row_per_step_quantity_and_layer_as_the_run_wrote_them()
    {
        string records = ExperimentFolder.Layers("delta-norm", 0, 0.5, null, double.NaN)
            + ExperimentFolder.Layers("delta-norm", 10, double.PositiveInfinity, double.NegativeInfinity, 1e-300)
            + """{"@t":"2026-01-01T00:00:00Z","@mt":"m","Kind":"lifecycle","Step":10,"Quantity":"ended","Detail":"x"}""" + "\n"
            + ExperimentFolder.Scalar("train-loss", 0, 2.5) + ExperimentFolder.Scalar("train-loss", 1, double.NaN);
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed, records).Planned();

        Assert.Equal(
            [
                ["trial", "a", 0L, "delta-norm", 1L, 0.5],
                ["trial", "a", 0L, "delta-norm", 2L, null],
                ["trial", "a", 0L, "delta-norm", 3L, double.NaN],
                ["trial", "a", 10L, "delta-norm", 1L, double.PositiveInfinity],
                ["trial", "a", 10L, "delta-norm", 2L, double.NegativeInfinity],
                ["trial", "a", 10L, "delta-norm", 3L, 1e-300],
                ["trial", "a", 0L, "train-loss", null, 2.5],
                ["trial", "a", 1L, "train-loss", null, double.NaN],
            ],
            Rows(folder.Path, "SELECT experiment, run, step, quantity, layer, value FROM records ORDER BY quantity, step, layer"));
    }

    [Fact]
    public void Outcomes_have_the_fields_of_the_file_and_its_structs()
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed).Run("b", 2, [""]).Planned();

        Assert.Equal(
            [["a", "completed", null, 2L, double.NaN, double.PositiveInfinity, 0.24, null, double.NegativeInfinity, 1e-300, null, 400.0]],
            Rows(folder.Path, """
                SELECT run, status, reason, steps, trainLoss, testLoss, decay.atInitialization.factorPerLayer,
                    decay.atInitialization.low, decay.atInitialization.high, decay.atInitialization.firstToLastRatio,
                    decay.atEnd.low, cost.stepMicroseconds
                FROM outcomes
                """));
    }

    [Fact]
    public void Summaries_are_the_rows_of_summary_csv()
    {
        using var folder = ExampleExperiment.Write();
        string[] lines = SummaryCsv.Text(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path))).TrimEnd('\n').Split('\n');

        using var database = RunDatabase.Open(folder.Path);
        using var answer = database.Query("SELECT * EXCLUDE (experiment) FROM summaries ORDER BY depth, run");

        Assert.Equal(Fields(lines[0]), answer.Columns);
        var expected = lines.Skip(1).Select(Fields).OrderBy(fields => int.Parse(fields[3], CultureInfo.InvariantCulture))
            .ThenBy(fields => fields[0], StringComparer.Ordinal).ToList();
        var actual = answer.Rows().Select(row => row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!).ToArray()).ToList();
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < actual.Count; i++) AssertSame(expected[i], actual[i]);
    }

    [Fact]
    public void A_run_in_two_cells_is_one_row_of_runs_and_two_of_cells()
    {
        using var folder = new ExperimentFolder().Axis("remedy")
            .Run("a", 1, ["remedy=none", "remedy=same"], Completed).Planned();

        Assert.Equal([["a", 1L, "none", Path.Combine(folder.Path, "a")]], Rows(folder.Path, "SELECT run, seed, remedy, folder FROM runs"));
        Assert.Equal([["none"], ["same"]], Rows(folder.Path, "SELECT remedy FROM cells ORDER BY remedy"));
        Assert.Equal([[1L]], Rows(folder.Path, "SELECT count(*) FROM outcomes JOIN runs USING (experiment, run)"));
        Assert.Equal([[2L]], Rows(folder.Path, "SELECT count(*) FROM summaries"));
    }

    [Fact]
    public void Axes_of_all_experiments_are_columns_typed_by_their_values_and_null_where_there_is_no_such_axis()
    {
        using var folder = new Data.ScratchFolder();
        Plan(folder["one"], "one", """{ "depth": "20", "rate": "0.03", "mixed": "4" }""", """{ "depth": "4", "rate": "1E-05", "mixed": "none" }""");
        Plan(folder["two"], "two", """{ "Depth": "x", "folder": "y", "steps": "7" }""");

        Assert.Equal(
            [
                ["one", "r0", 20L, 0.03, "4", null, null, null],
                ["one", "r1", 4L, 1e-5, "none", null, null, null],
                ["two", "r0", null, null, null, "x", "y", 7L],
            ],
            Rows(folder.Path, "SELECT experiment, run, depth, rate, mixed, Depth_2, folder_2, steps_2 FROM runs ORDER BY experiment, run"));
        Assert.Equal([[3L]], Rows(folder.Path, "SELECT count(*) FROM summaries"));
    }

    [Fact]
    public void Experiments_of_one_name_are_told_apart_by_their_paths()
    {
        using var folder = new Data.ScratchFolder();
        Plan(folder["new/trial"], "trial", "{ }");
        Plan(folder["old/trial"], "trial", "{ }");
        Plan(folder["other"], "other", "{ }");

        Assert.Equal([["new/trial"], ["old/trial"], ["other"]], Rows(folder.Path, "SELECT experiment FROM runs ORDER BY experiment"));
    }

    [Theory]
    [InlineData("it's a [folder]")]
    [InlineData("a*b?c{d,e}")]
    [InlineData("Grüße \"und\" 中文")]
    public void Folders_may_have_any_name(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows forbids these names");
        using var outer = new Data.ScratchFolder();
        string records = ExperimentFolder.Scalar("train-loss", 0, 2.5);
        using var folder = new ExperimentFolder().Run("[a] 'b'*", 1, [""], Completed, records).Planned(name);
        Directory.Move(folder.Path, outer[name]);
        Directory.CreateDirectory(folder.Path);

        Assert.Equal([[name, "[a] 'b'*", 2.5, "completed"]],
            Rows(outer.Path, "SELECT r.experiment, r.run, value, status FROM records r JOIN outcomes o USING (experiment, run)"));
    }

    [Fact]
    public void A_run_s_own_folder_is_asked_with_the_axis_values_of_the_plan_above_it()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Run("a", 7, ["remedy=adam"], Completed).Run("b", 8, ["remedy=none"], Completed).Planned();

        Assert.Equal([["trial", "a", 7L, "adam"]],
            Rows(Path.Combine(folder.Path, "a"), "SELECT experiment, run, seed, remedy FROM runs JOIN outcomes USING (experiment, run)"));
    }

    [Fact]
    public void Nothing_is_written_below_the_folder()
    {
        using var folder = ExampleExperiment.Write();
        string[] before = Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories);

        Rows(folder.Path, "SELECT quantity, avg(value) FROM records GROUP BY quantity");

        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("SELECT stpe FROM records", "Binder Error: Referenced column \"stpe\" not found in FROM clause!\nCandidate bindings: \"step\"")]
    [InlineData("SELECT * FROM outcome", "Catalog Error: Table with name outcome does not exist!\nDid you mean \"outcomes\"?")]
    [InlineData("SELEC 1", "Parser Error: syntax error at or near \"SELEC\"")]
    [InlineData("SELECT decay.atEnd.factor FROM outcomes", "Binder Error: Could not find key \"factor\" in struct")]
    [InlineData("SELECT $1", "Invalid number of parameters.")]
    [InlineData("  ", "There is no SQL statement.")]
    [InlineData("-- nothing", "There is no SQL statement.")]
    public void A_mistake_is_told_with_what_there_is(string sql, string expected)
    {
        using var folder = new ExperimentFolder().Axis("remedy").Run("a", 1, ["remedy=none"], Completed).Planned();
        using var database = RunDatabase.Open(folder.Path);

        string message = Assert.Throws<QueryException>(() => database.Query(sql)).Message;

        Assert.StartsWith(expected, message);
        Assert.Contains("Tables: runs (experiment, run, seed, remedy, folder)\n", message);
        Assert.Contains("records (experiment, run, step, quantity, layer, value)", message);
    }

    [Fact]
    public void A_second_statement_with_an_answer_is_not_passed_over()
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed).Planned();
        using var database = RunDatabase.Open(folder.Path);
        using var both = database.Query("SELECT 1; SELECT 2");

        Assert.Throws<QueryException>(() => both.Rows().ToList());
    }

    [Theory]
    [InlineData("DROP TABLE runs")]
    [InlineData("COPY runs TO 'FOLDER/x.csv'")]
    [InlineData("SELECT 1; COPY runs TO 'FOLDER/x.csv'")]
    [InlineData("EXPLAIN ANALYZE COPY runs TO 'FOLDER/x.csv'")]
    [InlineData("EXPLAIN (ANALYZE) COPY runs TO 'FOLDER/x.csv'")]
    [InlineData("PIVOT runs ON seed; COPY runs TO 'FOLDER/x.csv'")]
    [InlineData("EXPORT DATABASE 'FOLDER/x.csv'")]
    [InlineData("ATTACH 'FOLDER/x.csv'")]
    [InlineData("SET threads = 1")]
    [InlineData("CREATE TABLE mine AS SELECT 3 AS x; SELECT x FROM mine")]
    public void What_does_more_than_read_is_refused_and_nothing_of_it_is_done(string sql)
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed).Planned();
        using var database = RunDatabase.Open(folder.Path);

        string message = Assert.Throws<QueryException>(() => database.Query(sql.Replace("FOLDER", folder.Path, StringComparison.Ordinal))).Message;

        Assert.Equal("This SQL does more than read, and none of it was executed. A query is a statement that begins with "
            + "SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, PIVOT or EXPLAIN. Files for other tools come from 'export'.", message);
        Assert.False(Path.Exists(Path.Combine(folder.Path, "x.csv")));
        using var answer = database.Query("SELECT run FROM runs");
        Assert.Equal([["a"]], answer.Rows().ToList());
    }

    [Theory]
    [InlineData("/* all */ -- of them\n SELECT * FROM runs;")]
    [InlineData("WITH x AS (SELECT * FROM runs) SELECT * FROM x")]
    [InlineData("FROM runs")]
    [InlineData("VALUES (1)")]
    [InlineData("DESCRIBE runs")]
    [InlineData("SHOW TABLES")]
    [InlineData("SUMMARIZE runs")]
    [InlineData("PIVOT runs ON seed USING count(*)")]
    [InlineData("EXPLAIN SELECT * FROM runs")]
    [InlineData("EXPLAIN ANALYZE SELECT * FROM runs")]
    public void What_reads_is_answered(string sql)
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed).Planned();
        Assert.NotEmpty(Rows(folder.Path, sql));
    }

    internal static List<object?[]> Rows(string folder, string sql)
    {
        using var database = RunDatabase.Open(folder);
        using var answer = database.Query(sql);
        return [.. answer.Rows()];
    }

    static void Plan(string folder, string experiment, params string[] cells)
    {
        Directory.CreateDirectory(folder);
        string runs = string.Join(',', cells.Select((cell, i) => $$"""{ "folder": "r{{i}}", "identity": "x", "seed": {{i}}, "cells": [{{cell}}] }"""));
        File.WriteAllText(Path.Combine(folder, "plan.json"), $$"""{ "experiment": "{{experiment}}", "runs": [{{runs}}] }""");
    }

    // A field in quotes may hold commas: the names of the runs do.
    static string[] Fields(string line) =>
        [.. System.Text.RegularExpressions.Regex.Matches(line, "(?:^|,)(?:\"([^\"]*)\"|([^,]*))").Select(match => match.Groups[1].Value + match.Groups[2].Value)];

    // Means are summed in another order.
    static void AssertSame(string[] expected, string[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.TryParse(expected[i], CultureInfo.InvariantCulture, out double number))
            {
                Assert.Equal(number, double.Parse(actual[i], CultureInfo.InvariantCulture), 1e-12 * Math.Abs(number));
            }
            else
            {
                Assert.Equal(expected[i], actual[i]);
            }
        }
    }
}
