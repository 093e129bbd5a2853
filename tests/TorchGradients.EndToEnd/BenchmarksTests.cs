using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>The benchmarks' program understands what it is asked for; no time is held against anything.</summary>
public sealed partial class BenchmarksTests : IDisposable
{
    static readonly string s_program = Path.Combine(TheProgram.RepositoryRoot, "tests", "TorchGradients.Benchmarks",
        Path.GetRelativePath(TheProgram.Project, Path.GetDirectoryName(TheProgram.Assembly)!), "TorchGradients.Benchmarks.dll");

    [GeneratedRegex(@"^at most ([0-9,]+) MB of memory, report\.html ([0-9.]+) MB$")]
    private static partial Regex Note { get; }

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
    public async Task A_quick_look_at_reports_tells_memory_and_size_of_the_page_opens_it_and_finds_packed_runs_again()
    {
        string file = Path.Combine(_folder.FullName, "results.json");
        string[] names = ["report-1000", "report-opens", "scaling-report", "scan-packed"];

        string[] only = [.. names.SelectMany(name => new[] { "--only", name })];
        var result = await Run(["measure", "--quick", "--repeats", "1", .. only, "--json", file]);

        Assert.Equal("", result.ExitCode == 0 ? "" : result.StandardError);
        string json = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        JsonArray measured = JsonNode.Parse(json)!["measures"]!.AsArray();
        double[][] medians = [.. measured.Select(measure => Sides(measure, side => (double)side["median"]!))];
        double[] values = [.. measured.Select(measure => (double)measure!["value"]!)];
        string[][] sides = [["report"], ["usable", "first figure"], ["10", "20"], ["plan", "report"]];
        Assert.Equal(names, measured.Select(measure => (string)measure!["name"]!));
        Assert.Equal(sides, measured.Select(measure => Sides(measure, side => (string)side["name"]!)));
        Assert.Equal(["s", "s", "%", "s"], measured.Select(measure => (string)measure!["unit"]!));
        Assert.All(measured.SelectMany(measure => measure!["sides"]!.AsArray()), side =>
        {
            Assert.Equal("s", (string)side!["unit"]!);
            Assert.InRange((double)side["samples"]!.AsArray().Single()!, 0.01, Limit.Time.TotalSeconds);
        });
        Assert.Equal((medians[0][0], medians[1][0]), (values[0], values[1]));
        Assert.Equal(medians[3].Sum(), values[3], 1e-9);
        foreach (JsonNode? measure in new[] { measured[0], measured[3] })
        {
            // A process of .NET takes tens of megabytes; the page has plotly.js in it.
            Match note = Note.Match((string)measure!["note"]!);
            Assert.True(note.Success, (string)measure["note"]!);
            Assert.InRange(double.Parse(note.Groups[1].Value, CultureInfo.InvariantCulture), 50, 1500);
            Assert.InRange(double.Parse(note.Groups[2].Value, CultureInfo.InvariantCulture), 1, 15);
        }

        static T[] Sides<T>(JsonNode? measure, Func<JsonNode, T> of) =>
            [.. measure!["sides"]!.AsArray().Select(side => of(side!))];
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
    public async Task Without_a_browser_no_report_is_opened()
    {
        var result = await Run(
            "measure", "--only", "report-opens", "--only", "hand-rolled", "--chromium", "/no/such/chromium");

        Assert.Equal((2, ""), (result.ExitCode, result.StandardOutput));
        Assert.Equal(
            "/no/such/chromium is not there. Install it (apt-get install chromium), "
            + "or name another Chromium with --chromium.\n",
            result.StandardError);
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
