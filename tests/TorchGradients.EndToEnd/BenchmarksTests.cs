using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>The benchmarks' program understands what it is asked for; no time is held against anything.</summary>
public sealed class BenchmarksTests : IDisposable
{
    static readonly string s_program = Path.Combine(TheProgram.RepositoryRoot, "tests", "TorchGradients.Benchmarks",
        Path.GetRelativePath(TheProgram.Project, Path.GetDirectoryName(TheProgram.Assembly)!), "TorchGradients.Benchmarks.dll");

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("torchgradients-");

    [Fact]
    public async Task A_quick_look_measures_without_judging_and_writes_every_sample()
    {
        string file = Path.Combine(_folder.FullName, "results.json");

        var result = await Run("measure", "--quick", "--repeats", "1", "--only", "hand-rolled", "--only", "matrix-share-64", "--json", file);

        Assert.Equal(0, result.ExitCode);
        JsonNode measured = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        Assert.Equal(["matrix-share-64", "hand-rolled"], measured["measures"]!.AsArray().Select(measure => (string)measure!["name"]!));
        foreach (JsonNode? measure in measured["measures"]!.AsArray())
        {
            Assert.Contains($"| {measure!["name"]} | {measure["measure"]} | {measure["target"]} | ", result.StandardOutput, StringComparison.Ordinal);
            Assert.Null(measure["holds"]);
            Assert.All(measure["sides"]!.AsArray().SelectMany(side => side!["samples"]!.AsArray()), sample => Assert.True((double)sample! > 0));
        }

        JsonArray sides = measured["measures"]![1]!["sides"]!.AsArray();
        Assert.Equal((double)sides[0]!["median"]! / (double)sides[1]!["median"]!, (double)measured["measures"]![1]!["value"]!, 1e-9);
    }

    [Fact]
    public async Task Mistakes_are_told_before_anything_is_measured()
    {
        var result = await Run("measure", "--only", "grid-sdg", "--repeats", "few", "--json", "/no/such/folder/results.json");

        Assert.Equal((2, ""), (result.ExitCode, result.StandardOutput));
        Assert.Contains("'grid-sdg' is not a measure. Did you mean 'grid-sgd'?", result.StandardError, StringComparison.Ordinal);
        Assert.Contains("--repeats must be a whole number from 1 to 1000.\n", result.StandardError, StringComparison.Ordinal);
        Assert.Contains("--json: the folder of /no/such/folder/results.json does not exist.\n", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_peer_nothing_is_measured_that_needs_one()
    {
        var result = await Run("measure", "--only", "step-sgd", "--python", "/no/such/python");

        Assert.Equal((2, ""), (result.ExitCode, result.StandardOutput));
        Assert.Equal("/no/such/python cannot be started. Name the interpreter that has PyTorch with --python.\n", result.StandardError);
    }

    [Fact]
    public async Task The_notes_name_every_measure_with_its_target()
    {
        string notes = await File.ReadAllTextAsync(
            Path.Combine(TheProgram.RepositoryRoot, "tests", "TorchGradients.Benchmarks", "README.md"), TestContext.Current.CancellationToken);

        string[] lines = [.. (await Run("list")).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)];

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line.TrimEnd('|', ' '), notes, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    static async Task<BufferedCommandResult> Run(params string[] arguments) =>
        await CliWrap.Cli.Wrap("dotnet").WithArguments([s_program, .. arguments]).WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Limit.Token);
}
