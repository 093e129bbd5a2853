using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>A node that lacks what the others have; on a cluster of its own, beside the other tests.</summary>
public sealed class NodeApartTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>
{
    [Fact]
    public async Task A_folder_that_the_node_does_not_share_is_told()
    {
        cluster.Require();
        Assert.SkipUnless(cluster.HasApart, "This process may not mount, so every node shares every folder.");
        using var grid = new SlurmGrid(cluster, seeds: 2, together: 2);
        string output = Path.Combine(cluster.Unshared, "runs");
        BufferedCommandResult run = await cluster.Program(grid.Grid.Folder, [.. grid.Grid.Arguments()[..^1], output,
            "--on", "slurm", "--partition", "apart", "--tasks", "1", "--wait"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"2 runs lost: apart does not share {Path.Combine(output, "grid")} with this machine: no sign of the task came back; "
            + "name a folder with --output that all nodes have.", run.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_without_dotnet_is_told_and_runs_what_brings_it_along()
    {
        cluster.Require();
        Assert.SkipUnless(cluster.HasApart, "This process may not mount, so every node has .NET.");
        using var grid = new SlurmGrid(cluster, seeds: 2, together: 2);
        string[] apart = ["--partition", "apart", "--tasks", "1", "--wait"];
        BufferedCommandResult without = await grid.Run(apart);
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("2 runs lost: dotnet is missing on apart: install .NET 10 there, load it with a line of 'setup' in slurm.json, "
            + "or submit with --self-contained.", without.StandardError, StringComparison.Ordinal);

        BufferedCommandResult with = await grid.Run([.. apart, "--self-contained"]);
        Assert.True(with.ExitCode == 0, with.StandardError);
        Assert.Equal(2, grid.Grid.Count("completed"));
    }
}
