using System.Text.Json;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

public sealed class PlanTests : IDisposable
{
    const string Experiment = """
        {
          "name": "grid", "data": { "name": "digits", "batchSize": 32 }, "model": { "depth": 2, "width": 8 },
          "training": { "steps": 20 }, "probes": ["delta-norm"],
          "axes": [
            { "path": "model:activation", "values": ["relu", "sigmoid"] },
            { "path": "training:optimizer", "values": [{ "name": "sgd", "learningRate": 0.1 }, "adam"] }],
          "exclude": [{ "activation": "relu", "optimizer": "adam" }], "seeds": [1, 2]
        }
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("plan-").FullName;

    [Fact]
    public async Task Shows_what_is_complete_and_estimates_the_rest()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "grid.json"), Experiment, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "one.json"), Experiment.Replace("[1, 2]", "[2]", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        BufferedCommandResult run = await TheProgram.RunIn(_folder, "run", "one.json");
        Assert.True(run.ExitCode == 0, run.StandardError);

        BufferedCommandResult text = await TheProgram.RunIn(_folder, "plan", "grid.json");
        Assert.Equal("", text.StandardError);
        Assert.StartsWith("""
            grid: 6 runs, 3 complete, 3 to do; in runs/grid
              activation (2 values): relu, sigmoid
              optimizer (2 values): sgd, adam
              seeds (2): 1, 2
              3 cells
            Cohorts (3, from 3 groups of runs that share operators):
              2 runs together  mlp 2 x 8 relu, sgd, digits, batch 32, 20 steps, torch float32 on cpu
              2 runs together  mlp 2 x 8 sigmoid, sgd, digits, batch 32, 20 steps, torch float32 on cpu
              2 runs together  mlp 2 x 8 sigmoid, adam, digits, batch 32, 20 steps, torch float32 on cpu
            Estimate: 
            """, text.StandardOutput, StringComparison.Ordinal);
        // The trial has a limit of time, so a busy machine tries fewer kinds.
        Assert.Matches("from a short trial of [123] of 3 kinds of runs[^\n]*\nRuns:\n  to do     activation=relu,optimizer=sgd,seed=1-", text.StandardOutput);
        Assert.Contains("\n  complete  activation=relu,optimizer=sgd,seed=2-", text.StandardOutput, StringComparison.Ordinal);

        BufferedCommandResult machine = await TheProgram.RunIn(_folder, "plan", "grid.json", "--json", "--no-trial");
        using var json = JsonDocument.Parse(machine.StandardOutput);
        Assert.Equal([1, 3, 5], json.RootElement.GetProperty("complete").EnumerateArray().Select(i => i.GetInt32()));
        Assert.Equal(["[0,1]", "[2,3]", "[4,5]"],
            json.RootElement.GetProperty("cohorts").EnumerateArray().Select(cohort => cohort.GetProperty("runs").GetRawText()));
        Assert.All(json.RootElement.GetProperty("cohorts").EnumerateArray(), cohort => Assert.Equal("[2]", cohort.GetProperty("sizes").GetRawText()));
        Assert.False(json.RootElement.TryGetProperty("estimate", out _));

        BufferedCommandResult odd = await TheProgram.RunIn(_folder, "plan", "grid.json", "--no-trial", "--set", "seeds=[1,2,3,4,5]", "--set", "execution:cohorts=2");
        Assert.Contains("Cohorts (9, from 3 groups of runs that share operators):\n  5 runs, 2 x 2 + 1 together  mlp", odd.StandardOutput,
            StringComparison.Ordinal);
        BufferedCommandResult off = await TheProgram.RunIn(_folder, "plan", "grid.json", "--no-trial", "--set", "execution:cohorts=off");
        Assert.Contains("Cohorts (6, from 3 groups of runs that share operators):\n  2 runs, each alone  mlp", off.StandardOutput,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistyped_paths_are_told_with_what_may_have_been_meant()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "grid.json"),
            Experiment.Replace("model:activation", "model:activaton", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));

        BufferedCommandResult result = await TheProgram.RunIn(_folder, "plan", "grid.json", "gird.json", "empty", ".");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.StandardOutput);
        Assert.Equal($"""
            1 problem in grid.json; nothing was run.

              axes:0:path      'model:activaton' is not a known setting.
                               Did you mean 'activation'?  Known: activation, architecture, biasInitialization, connection, depth, initialization, normalization, outputActivation, width.

            1 problem in gird.json; nothing was run.

              file      does not exist.
                        Did you mean 'grid.json'?  Known: grid.json.

            1 problem in empty; nothing was run.

              file      is a folder, not a file.
                        It holds no .json files; correct the path.

            1 problem in .; nothing was run.

              file      is a folder, not a file.
                        Name a file in it: grid.json.

            """, result.StandardError);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
