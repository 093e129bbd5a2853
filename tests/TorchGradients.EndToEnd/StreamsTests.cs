using System.Text.Json.Nodes;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>
/// Results go to standard output, progress and messages to standard error; colours to terminals only.
/// </summary>
public sealed class StreamsTests : IDisposable
{
    const string Escape = "\u001b";

    readonly Scratch _scratch = new Scratch().With("tiny.json", Scratch.Tiny);

    [Fact]
    public async Task In_a_pipe_results_are_plain_and_progress_is_apart_from_them()
    {
        var result = await _scratch.Run("run", "tiny.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Layers at step 0", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("\nFiles in runs/tiny:\n  summary.csv\n", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("completed", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("[1/1] seed 1: completed after", result.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, result.StandardOutput + result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_there_are_colours_unless_they_are_not_wanted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Terminals are made with Linux' script.");

        Assert.Contains($"{Escape}[1;3", await OnATerminal(noColor: null), StringComparison.Ordinal);
        Assert.DoesNotContain($"{Escape}[1;3", await OnATerminal(noColor: "1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_for_machines_is_one_json_object()
    {
        var result = await _scratch.Run("plan", "tiny.json", "--json", "--set", "seeds=[1,2]");

        var plan = JsonNode.Parse(result.StandardOutput)!;
        Assert.Equal("tiny", (string)plan["experiment"]!);
        Assert.Equal([1, 2], plan["runs"]!.AsArray().Select(run => (int)run!["seed"]!));
        Assert.Equal("", result.StandardError);
    }

    [Fact]
    public async Task Every_component_is_listed_with_formula_and_source()
    {
        var families = JsonNode.Parse((await _scratch.Run("list", "--json")).StandardOutput)!.AsObject();

        Assert.Contains("activation", families.Select(family => family.Key));
        foreach (var component in families.SelectMany(family => family.Value!.AsArray()))
        {
            Assert.NotEqual("", (string)component!["name"]!);
            Assert.False(string.IsNullOrWhiteSpace((string?)component["formula"]), $"{component["name"]} has no formula.");
            Assert.False(string.IsNullOrWhiteSpace((string?)component["source"]), $"{component["name"]} has no source.");
        }
    }

    [Fact]
    public async Task The_schema_is_the_one_in_the_repository() => Assert.Equal(
        await File.ReadAllTextAsync(Path.Combine(TheProgram.RepositoryRoot, "configs", "experiment.schema.json"), TestContext.Current.CancellationToken),
        (await _scratch.Run("schema")).StandardOutput);

    async Task<string> OnATerminal(string? noColor)
    {
        var result = await CliWrap.Cli.Wrap("script")
            .WithArguments(["-qec", $"dotnet '{TheProgram.Assembly}' run tiny.json --fresh", "/dev/null"])
            .WithEnvironmentVariables(variables => variables.Set("TERM", "xterm-256color").Set("NO_COLOR", noColor))
            .WithWorkingDirectory(_scratch.Path)
            .ExecuteBufferedAsync(Limit.Token);
        return result.StandardOutput;
    }

    public void Dispose() => _scratch.Dispose();
}
