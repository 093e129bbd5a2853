using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>What the kernel counts of a process that trains.</summary>
public sealed class PageFaultTests
{
    [Fact]
    public async Task A_step_finds_the_memory_that_the_step_before_it_freed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere nothing is promised");
        using var grid = new SmallGrid(seeds: 32, steps: 300);
        grid.Change(config =>
        {
            config["data"]!["batchSize"] = 64;
            config["model"]!["depth"] = 10;
            config["model"]!["width"] = 64;
            config["probes"] = new JsonArray("train-loss");
        });

        var running = new Started(grid.Folder, grid.Arguments("--workers", "1", "--no-report"));
        Dictionary<int, long> faults = [];
        while (!running.Result.IsCompleted)
        {
            foreach (int process in running.Workers)
            {
                if (Processes.PageFaults(process) is { } count) faults[process] = count;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await running.End());
        Assert.Equal(32, grid.Count("completed"));

        // 500,000 and more where each step's activations, some 20 of 0.5 MB, are handed back and asked for anew.
        Assert.InRange(Assert.Single(faults).Value, 1_000, 250_000);
    }
}
