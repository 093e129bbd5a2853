using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>
/// A disk that is full or read-only, folders that vanish: one clear message, exit code 1, and it goes on afterwards.
/// </summary>
public sealed class StorageTests
{
    [Fact]
    public async Task A_full_disk_stops_the_grid_with_one_message_and_loses_nothing_complete()
    {
        using var grid = new SmallGrid(seeds: 12, steps: 1500, cohorts: "2");
        using Disk disk = await Disk.Of("1536k", Path.Combine(grid.Folder, "runs"));

        var full = await TheProgram.RunIn(grid.Folder, grid.Arguments());

        Assert.Equal(1, full.ExitCode);
        Assert.Contains("cannot be written: the disk is full", full.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", full.StandardError, StringComparison.Ordinal);
        int complete = grid.Count("completed");
        Assert.InRange(complete, 1, 11);

        await Disk.Mount("remount,size=64m", Path.Combine(grid.Folder, "runs"));
        var rest = await TheProgram.RunIn(grid.Folder, grid.Arguments());
        Assert.Equal(0, rest.ExitCode);
        Assert.Contains($"{complete} run", rest.StandardError, StringComparison.Ordinal);
        Assert.Equal(12, grid.Count("completed"));

        await Disk.Mount("remount,ro", Path.Combine(grid.Folder, "runs"));
        var readOnly = await TheProgram.RunIn(grid.Folder, grid.Arguments());
        Assert.Equal(1, readOnly.ExitCode);
        Assert.Contains("cannot be written", readOnly.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", readOnly.StandardError, StringComparison.Ordinal);
        Assert.Equal(12, grid.Count("completed"));
    }

    [Fact]
    public async Task A_folder_that_vanishes_meanwhile_is_said_and_made_again()
    {
        using var grid = new SmallGrid(seeds: 3, steps: 2000);
        var program = new Started(grid.Folder, grid.Arguments("--workers", "1"));
        await program.Until(() => Attempt(grid) is not null);

        Directory.Delete(Attempt(grid)!, recursive: true);
        Assert.Equal(0, await program.End());
        Assert.Contains("It is tried once more", program.Error, StringComparison.Ordinal);
        Assert.Equal(3, grid.Count("completed"));

        Directory.Delete(grid.Runs()[1], recursive: true);
        program = new Started(grid.Folder, grid.Arguments("--workers", "1"));
        await program.Until(() => Attempt(grid) is not null);
        Directory.Delete(grid.Experiment(), recursive: true);
        Assert.Equal(1, await program.End());
        Assert.Contains("cannot be written: someone has removed it", program.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await TheProgram.RunIn(grid.Folder, grid.Arguments())).ExitCode);
        Assert.Equal(3, grid.Count("completed"));
    }

    static string? Attempt(SmallGrid grid) => Path.Combine(grid.Experiment(), ".running") is var running && Directory.Exists(running)
        ? Directory.GetDirectories(running).FirstOrDefault(attempt => File.Exists(Path.Combine(attempt, "records.clef")))
        : null;

    /// <summary>A small disk of its own, in memory.</summary>
    sealed class Disk(string folder) : IDisposable
    {
        public static async Task<Disk> Of(string size, string folder)
        {
            Directory.CreateDirectory(folder);
            var mounted = await Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
            Assert.SkipUnless(mounted.ExitCode == 0, $"Needs the right to mount a disk: {mounted.StandardError}");
            return new Disk(folder);
        }

        public static async Task Mount(string options, string folder)
        {
            var mounted = await Run("mount", "-o", options, folder);
            Assert.True(mounted.ExitCode == 0, mounted.StandardError);
        }

        public void Dispose() => CliWrap.Cli.Wrap("umount").WithArguments([folder]).ExecuteAsync().Task.GetAwaiter().GetResult();

        static async Task<BufferedCommandResult> Run(string program, params string[] arguments) => await CliWrap.Cli.Wrap(program)
            .WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Limit.Token);
    }
}
