using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>What report.md says of how to repeat an experiment, done by a shell to the letter.</summary>
public sealed partial class RecipeTests : IDisposable
{
    const string Program = "dotnet run -c Release --project src/TorchGradients.Cli --";

    readonly Scratch _scratch = new();

    [Fact]
    public async Task The_commands_in_report_md_make_the_same_runs_also_where_a_cell_has_another_data_set()
    {
        // The other data set has the first one's batch size and scaling, but for which its own defaults would count.
        _scratch.With("clusters.json",
            """{ "data": { "name": "gaussian-clusters", "samples": 200, "features": 8, "batchSize": 16, "scaling": "standardize" } }""");
        _scratch.With("it's recipe.json",
            """
            {
              "name": "recipe",
              "question": "Can it be repeated?",
              "data": { "name": "digits", "batchSize": 16, "scaling": "standardize", "trainLimit": 320 },
              "model": { "depth": 2, "width": 8 },
              "training": { "optimizer": { "name": "sgd", "learningRate": 0.1, "momentum": 0.5 }, "steps": 5 },
              "probes": ["train-loss", "delta-norm"],
              "axes": [
                { "name": "set", "fragments": ["none", "clusters.json"], "role": "scientific" },
                { "path": "training:optimizer", "values": ["sgd", { "name": "sgd", "learningRate": 0.1, "momentum": 0.5 }], "role": "scientific" }
              ],
              "seeds": [1, 2]
            }
            """);
        var made = await _scratch.Run("run", "it's recipe.json", "--output", "first", "--set", "training:steps=6");
        Assert.True(made.ExitCode == 0, made.StandardError);
        string report = File.ReadAllText(_scratch["first/recipe/report.md"]);
        report = report[report.IndexOf("## How to repeat it", StringComparison.Ordinal)..];

        _scratch.With("config.json", JsonBlock().Match(report).Groups[1].Value);
        string[] commands = [.. report.Split('\n').Where(line => line.StartsWith(Program, StringComparison.Ordinal))];
        foreach (string command in commands)
        {
            var result = await CliWrap.Cli.Wrap("sh").WithWorkingDirectory(_scratch.Path).WithValidation(CliWrap.CommandResultValidation.None)
                .WithArguments(["-c", command.Replace(Program, $"dotnet '{TheProgram.Assembly}'", StringComparison.Ordinal)])
                .ExecuteBufferedAsync(Limit.Token);
            Assert.True(result.ExitCode == 0, command + "\n" + result.StandardError);
        }

        string[] first = [.. Runs("first/recipe")];
        Assert.Equal(8, first.Length);
        Assert.Equal(first, Enumerable.Range(1, 4).SelectMany(cell => Runs($"runs/cell-{cell}/recipe")).Order(StringComparer.Ordinal));
        Assert.Equal(first, Runs("runs/again/recipe"));
        Assert.Equal(5, commands.Length);
        Assert.True(File.Exists(_scratch["runs/again/recipe/report.html"]));
    }

    // Identity and what came of it, without the times.
    IEnumerable<string> Runs(string experiment) => Directory.EnumerateFiles(_scratch[experiment], "outcome.json", SearchOption.AllDirectories)
        .Select(file => JsonNode.Parse(File.ReadAllText(file))!)
        .Select(outcome => $"{outcome["identity"]} {outcome["steps"]} {outcome["trainLoss"]} {outcome["testAccuracy"]} {outcome["decay"]!.ToJsonString()}")
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"```json\n(.*?)\n```", RegexOptions.Singleline)]
    internal static partial Regex JsonBlock();

    public void Dispose() => _scratch.Dispose();
}
