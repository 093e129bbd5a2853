using System.Text;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Query;
using Xunit;

namespace TorchGradients.Tests.Reporting.Query;

/// <summary>A folder is read as far as it goes, and what could not be read is named with file and line.</summary>
public sealed class BrokenFolderTests
{
    const string Completed = """{ "identity": "IDENTITY", "status": "completed", "steps": 2, "seconds": 1.5 }""";
    const string Values = "SELECT run, step, value FROM records ORDER BY run, step, layer";

    static readonly string _line = ExperimentFolder.Scalar("train-loss", 1, 2);

    public static TheoryData<string, string> BrokenLines => new()
    {
        { "no JSON", "is not an event of a run" },
        { "", "is not an event of a run" },
        { "null", "is not an event of a run" },
        { "\0\0\0\0", "is not an event of a run" },
        { """{"@t":"2026-01-01T00:00:00Z","Kind":"scalar","Step":1}""", "is not an event of a run" },
        { _line.Trim().Replace("\"Step\":1", "\"Step\":\"1\"", StringComparison.Ordinal), "is not an event of a run" },
        { _line.Trim().Replace("\"Values\":2", "\"Values\":\"two\"", StringComparison.Ordinal), "is not an event of a run" },
        { _line.Trim().Replace("\"Values\":2", "\"Values\":[2]", StringComparison.Ordinal), "is not an event of a run" },
        { _line.Trim().Replace("scalar", "layers", StringComparison.Ordinal), "is not an event of a run" },
        { _line.Trim().Replace("scalar", "other", StringComparison.Ordinal), "is not an event of a run" },
        { _line.Trim().Replace("train", "\u00ff", StringComparison.Ordinal), "is not UTF-8 text" },
    };

    [Theory, MemberData(nameof(BrokenLines))]
    public void A_broken_line_is_named_and_every_other_line_counts(string broken, string finding)
    {
        string before = ExperimentFolder.Scalar("train-loss", 0, 1) + ExperimentFolder.Layers("delta-norm", 0, 3, null);
        using var folder = new ExperimentFolder()
            .Run("a", 1, [""], Completed, "").Run("b", 2, [""], Completed, ExperimentFolder.Scalar("train-loss", 0, 9)).Planned();
        string file = Path.Combine(folder.Path, "a", "records.clef");

        // Latin-1 writes one byte a character: the ÿ above is no UTF-8.
        File.WriteAllText(file, $"{before}{broken}\n{_line}", Encoding.Latin1);

        using var database = RunDatabase.Open(folder.Path);
        using var answer = database.Query(Values);

        Assert.Equal([$"{file}, line 3 {finding}; it is left out."], database.Warnings.Select(warning => warning.ToString()));
        Assert.Equal([["a", 0L, 3.0], ["a", 0L, null], ["a", 0L, 1.0], ["a", 1L, 2.0], ["b", 0L, 9.0]], answer.Rows().ToList());
        var archive = ExperimentArchive.Open(folder.Path);
        Assert.Equal(database.Warnings, archive.Warnings());
        Assert.Equal([(0, 1.0), (1, 2.0)], archive.Runs[0].Records.Series("train-loss", layer: 1));
    }

    [Fact]
    public void A_file_with_a_broken_line_answers_as_the_whole_file_does()
    {
        using var whole = ExampleExperiment.Write();
        using var broken = ExampleExperiment.Write();
        foreach (string file in Directory.GetFiles(broken.Path, "records.clef", SearchOption.AllDirectories)) File.AppendAllText(file, "{");
        const string all = "SELECT * FROM records ORDER BY run, quantity, step, layer";

        Assert.Equal(RunDatabaseTests.Rows(whole.Path, all), RunDatabaseTests.Rows(broken.Path, all));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM runs", false)]
    [InlineData("SELECT status FROM outcomes JOIN cells USING (experiment, run)", false)]
    [InlineData("SELECT count(*) FROM \"Records\"", true)]
    [InlineData("SELECT firstLayerUpdateRatio FROM summaries", true)]
    [InlineData("FROM query('SELECT * FROM rec' || 'ords')", true)]
    public void Records_are_searched_only_where_the_answer_needs_them(string sql, bool areSearched)
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed, _line + "broken\n").Planned();

        using var database = RunDatabase.Open(folder.Path);
        using var answer = database.Query(sql);

        Assert.Single(answer.Rows());
        Assert.Equal(areSearched ? 1 : 0, database.Warnings.Count);
        using var later = database.Query("SELECT value FROM records");
        Assert.Equal([[2.0]], later.Rows().ToList());
        Assert.Single(database.Warnings);
    }

    [Fact]
    public void A_last_line_that_was_cut_off_anywhere_is_named()
    {
        string last = ExperimentFolder.Layers("delta-norm", 1, 0.5, double.NaN);
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed, "").Planned();
        string file = Path.Combine(folder.Path, "a", "records.clef");
        for (int cut = 2; cut < last.Length; cut += 23)
        {
            File.WriteAllText(file, _line + last[..^cut]);

            using var database = RunDatabase.Open(folder.Path);

            using var answer = database.Query(Values);
            Assert.Equal($"{file}, line 2 is cut off; it is left out.", Assert.Single(database.Warnings).ToString());
            Assert.Equal([["a", 1L, 2.0]], answer.Rows().ToList());
        }
    }

    [Fact]
    public void Lines_longer_than_the_reader_s_buffer_are_read_as_DuckDB_reads_them()
    {
        double?[] many = [.. Enumerable.Range(1, 20_000).Select(i => (double?)(1.0 / i))];
        string records = ExperimentFolder.Layers("delta-norm", 0, many) + _line;
        using var folder = new ExperimentFolder()
            .Run("a", 1, [""], Completed, records).Run("b", 1, [""], Completed, records + "x").Planned();

        foreach (object?[] row in RunDatabaseTests.Rows(folder.Path, "SELECT count(*), sum(value) FROM records GROUP BY run"))
        {
            Assert.Equal(20_001L, row[0]);
            Assert.Equal(many.Sum()!.Value + 2, (double)row[1]!, tolerance: 1e-9);   // summed in another order
        }
    }

    [Fact]
    public void A_half_finished_folder_answers_with_what_is_there()
    {
        using var folder = new ExperimentFolder()
            .Run("ended", 1, [""], Completed, _line).Run("running", 2, [""], null, _line).Run("empty", 3, [""], null, "").Planned();
        Directory.Delete(Path.Combine(folder.Path, "empty"), recursive: true);

        using var database = RunDatabase.Open(folder.Path);

        Assert.Equal([$"{folder.Path} is half-finished: 2 of 3 runs have no outcome."], database.Warnings.Select(warning => warning.ToString()));
        using var answer = database.Query("SELECT run, status FROM runs LEFT JOIN outcomes USING (experiment, run) ORDER BY run");
        Assert.Equal([["empty", null], ["ended", "completed"], ["running", null]], answer.Rows().ToList());
        using var records = database.Query("SELECT run FROM records ORDER BY run");
        Assert.Equal([["ended"], ["running"]], records.Rows().ToList());
    }

    [Theory]
    [InlineData("{\n  \"identity\": \"x\",\n  \"status\": oh", 3)]
    [InlineData("{ \"identity\": \"x\", \"status\": \"lost\", \"steps\": 1, \"seconds\": 1 }", 1)]
    [InlineData("", 1)]
    [InlineData("null", null)]
    public void A_broken_outcome_is_named_and_the_run_counts_as_not_ended(string outcome, int? line)
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], outcome).Run("b", 2, [""], Completed).Planned();

        using var database = RunDatabase.Open(folder.Path);

        string file = Path.Combine(folder.Path, "a", "outcome.json");
        Assert.Equal(new ArchiveWarning(file, line, "is not an outcome, so the run counts as not ended"), database.Warnings[0]);
        using var answer = database.Query("SELECT run FROM outcomes");
        Assert.Equal([["b"]], answer.Rows().ToList());
        Assert.Equal(database.Warnings, ExperimentArchive.Open(folder.Path).Warnings());
    }

    [Theory]
    [InlineData("{\n \"experiment\": \"trial\",\n \"runs\": [", "line 3 is not a plan")]
    [InlineData("[]", "line 1 is not a plan")]
    [InlineData("{}", "is not a plan")]
    [InlineData("""{ "experiment": "trial", "runs": [{ "folder": "a" }] }""", "is not a plan")]
    [InlineData(null, "is not there")]
    public void Without_a_plan_runs_are_read_from_their_folders(string? plan, string finding)
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], Completed, _line).Planned();
        string file = Path.Combine(folder.Path, "plan.json");
        if (plan is null) File.Delete(file);
        else File.WriteAllText(file, plan);
        File.WriteAllText(Path.Combine(folder.Path, "a", "resolved.json"), """{ "seeds": [5] }""");

        using var database = RunDatabase.Open(folder.Path);

        Assert.Contains(finding, database.Warnings[0].ToString());
        Assert.StartsWith(file, database.Warnings[0].ToString());
        Assert.Equal($"{folder.Path} is read without a plan: its runs have no axis values.", database.Warnings[1].ToString());
        using var answer = database.Query("SELECT experiment, run, seed, status, value FROM runs JOIN outcomes USING (experiment, run) JOIN records USING (experiment, run)");
        Assert.Equal([[Path.GetFileName(folder.Path), "a", 5L, "completed", 2.0]], answer.Rows().ToList());
    }

    [Fact]
    public void Folders_that_the_plan_does_not_name_other_work_and_hidden_folders_are_left_out()
    {
        using var folder = new ExperimentFolder()
            .Run("a", 1, [""], Completed, _line)
            .Run("b", 2, [""], Completed.Replace("IDENTITY", "other", StringComparison.Ordinal), _line).Planned();
        foreach (string extra in new[] { "left-over", ".attempt-1" })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, extra));
            File.WriteAllText(Path.Combine(folder.Path, extra, "records.clef"), _line);
        }

        using var database = RunDatabase.Open(folder.Path);

        Assert.Equal(
            [
                $"{Path.Combine(folder.Path, "b")} holds other work than plan.json tells; it is left out.",
                $"{Path.Combine(folder.Path, "plan.json")} does not name 1 of the runs' folders beside it; they are left out.",
                $"{folder.Path} is half-finished: 1 of 2 runs have no outcome.",
            ],
            database.Warnings.Select(warning => warning.ToString()));
        using var answer = database.Query("SELECT DISTINCT run FROM records");
        Assert.Equal([["a"]], answer.Rows().ToList());
    }

    [Fact]
    public void A_folder_that_is_not_there_a_file_and_an_empty_folder_are_told_apart()
    {
        using var folder = new Data.ScratchFolder();
        string file = folder.Write("file", "x");

        Assert.StartsWith("'nowhere' is not there. ", Message("nowhere"));
        Assert.StartsWith($"'{file}' is a file, but must be a folder. ", Message(file));
        Assert.Equal($"'{folder.Path}' holds no runs, and no folder below it does.", Message(folder.Path));
    }

    static string Message(string folder) => Assert.Throws<ArchiveException>(() => RunDatabase.Open(folder)).Message;
}
