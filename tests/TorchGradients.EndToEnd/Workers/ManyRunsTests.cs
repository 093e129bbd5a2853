using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace TorchGradients.EndToEnd.Workers;

/// <summary>
/// Many tiny runs: what the program holds does not grow with them. As many as <c>TORCHGRADIENTS_RUNS</c> says, for
/// example
/// 1000, where someone asks; how long they took is written out.
/// </summary>
public sealed class ManyRunsTests
{
    const int FewRuns = 120;
    const long MegaByte = 1 << 20;

    static readonly int s_runs =
        int.TryParse(Environment.GetEnvironmentVariable("TORCHGRADIENTS_RUNS"), CultureInfo.InvariantCulture, out int runs) ? runs : FewRuns;

    [Fact]
    public async Task Leave_no_zombies_open_no_files_and_keep_the_programs_memory_flat()
    {
        using var grid = new SmallGrid(seeds: s_runs, steps: 20, cohorts: "off");
        var time = Stopwatch.StartNew();
        var program = new Started(grid.Folder, grid.Arguments("--workers", "2"));

        await program.Until(() => Ended(program, s_runs / 4));
        var early = new Holdings(program.Id);
        await program.Until(() => Ended(program, s_runs - 10));
        var late = new Holdings(program.Id);
        int zombies = program.Workers.Count(Processes.IsZombie);
        Assert.Equal(0, await program.End());

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{s_runs} runs in {time.Elapsed.TotalSeconds:0.0} s, report included; program: {early.Memory / MegaByte} MB and {early.Files} files early, {late.Memory / MegaByte} MB and {late.Files} files late."));
        Assert.Equal(s_runs, grid.Count("completed"));
        Assert.Equal(0, zombies);
        Assert.InRange(late.Files, 0, early.Files + 4);         // A file or two come and go at any moment.
        Assert.InRange(late.Memory, 0, early.Memory + 32 * MegaByte);  // The collector's leeway; runs alone take far more.
    }

    static bool Ended(Started program, int runs) =>
        program.Error.Contains(string.Create(CultureInfo.InvariantCulture, $"[{runs}/{s_runs}]"), StringComparison.Ordinal);

    /// <summary>What a process holds at this moment.</summary>
    sealed class Holdings(int process)
    {
        public int Files { get; } = Directory.GetFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd")).Length;

        public long Memory { get; } = Process.GetProcessById(process).WorkingSet64;
    }
}
