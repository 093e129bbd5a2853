using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary><c>query</c> and <c>export</c> as a user types them, on a folder with one run and a line that was cut
/// off.</summary>
public sealed class QueryTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("torchgradients-").FullName;

    public QueryTests()
    {
        string run = Directory.CreateDirectory(Path.Combine(_folder, "runs", "trial", "a")).FullName;
        File.WriteAllText(Path.Combine(_folder, "runs", "trial", "plan.json"), """
            { "experiment": "trial", "axes": [{ "name": "depth", "role": "scientific" }],
              "runs": [{ "folder": "a", "identity": "x", "seed": 1, "cells": [{ "depth": "4" }] }] }
            """);
        File.WriteAllText(Path.Combine(run, "outcome.json"),
            """{ "identity": "x", "status": "diverged", "steps": 3, "seconds": 1.5, "trainLoss": "NaN" }""");
        File.WriteAllText(Path.Combine(run, "records.clef"), """
            {"@t":"2026-01-01T00:00:00Z","@mt":"m","Kind":"layers","Step":0,"Quantity":"delta-norm","Values":[1e-14,0.5]}
            {"@t":"2026-01-01T00:00:00Z","@mt":"m","Kind":"sca
            """);
    }

    [Fact]
    public async Task An_answer_goes_to_standard_output_and_what_is_broken_to_standard_error()
    {
        string sql = "SELECT depth, layer, value FROM records JOIN runs USING (experiment, run) ORDER BY layer";

        var table = await TheProgram.RunIn(_folder, "query", sql);
        var csv = await TheProgram.RunIn(_folder, "query", sql, "--csv", "--output", "runs/trial");
        var json = await TheProgram.RunIn(_folder, "query", "SELECT status, trainLoss FROM outcomes", "--json");

        Assert.Equal("depth  layer  value\n-----  -----  -----\n    4      1  1E-14\n    4      2    0.5\n", table.StandardOutput);
        Assert.Equal("depth,layer,value\n4,1,1E-14\n4,2,0.5\n", csv.StandardOutput);
        Assert.Equal("[\n  {\n    \"status\": \"diverged\",\n    \"trainLoss\": \"NaN\"\n  }\n]\n", json.StandardOutput);
        Assert.All([table, csv, json], result => Assert.Equal(0, result.ExitCode));
        Assert.All([table, csv], result =>
            Assert.Equal("Warning: runs/trial/a/records.clef, line 2 is cut off; it is left out.\n", result.StandardError));
        Assert.Equal("", json.StandardError);  // It needs no records, so nobody looks at them.
    }

    [Theory]
    [InlineData("Did you mean \"records\"?", "SELECT * FROM record")]
    [InlineData("Candidate bindings: \"step\"", "SELECT stpe FROM records")]
    [InlineData("syntax error at or near \"records\"", "SELECT * FORM records")]
    [InlineData("'elsewhere' is not there.", "SELECT 1", "--output", "elsewhere")]
    [InlineData("'empty' holds no runs", "SELECT 1", "--output", "empty")]
    [InlineData("Give --json or --csv, not both.", "SELECT 1", "--json", "--csv")]
    public async Task A_mistake_is_told_and_the_exit_code_is_2(string message, params string[] arguments)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));

        var result = await TheProgram.RunIn(_folder, ["query", .. arguments]);

        Assert.Contains(message, result.StandardError);
        Assert.DoesNotContain("   at ", result.StandardError);
        Assert.Equal("", result.StandardOutput);
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("parquet", "runs.parquet", "outcomes.parquet", "records.parquet")]
    [InlineData("csv", "runs.csv", "outcomes.csv", "records.csv")]
    [InlineData("tensorboard", "trial/a")]
    public async Task An_export_lies_in_the_folder_unless_another_is_named(string format, params string[] expected)
    {
        var result = await TheProgram.RunIn(_folder, "export", "--format", format, "runs");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal($"Files in runs/export:\n{string.Concat(expected.Select(file => $"  {file}\n"))}", result.StandardOutput);
        Assert.Contains("records.clef, line 2 is cut off", result.StandardError);
        Assert.All(expected, file => Assert.True(Path.Exists(Path.Combine(_folder, "runs", "export", file))));
    }

    [Fact]
    public async Task An_export_that_cannot_be_written_is_told()
    {
        var result = await TheProgram.RunIn(_folder, "export", "--format", "csv", "runs", "--output", "runs/trial/plan.json");

        Assert.StartsWith("'runs/trial/plan.json' cannot be written:", result.StandardError);
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--csv")]
    public async Task An_answer_that_does_not_fit_where_it_goes_is_told(string form)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a file that is always full.");

        var result = await CliWrap.Cli.Wrap("sh").WithWorkingDirectory(_folder).WithValidation(CommandResultValidation.None)
            .WithArguments(["-c", $"dotnet '{TheProgram.Assembly}' query 'SELECT * FROM runs' {form} > /dev/full"])
            .ExecuteBufferedAsync(Limit.Token);

        Assert.StartsWith("The output cannot be written: the disk is full", result.StandardError);
        Assert.DoesNotContain("   at ", result.StandardError);
        Assert.Equal(1, result.ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
