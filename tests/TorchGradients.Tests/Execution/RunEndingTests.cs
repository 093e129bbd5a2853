using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class RunEndingTests
{
    [Fact]
    public void A_clock_that_is_set_forth_and_back_changes_neither_the_result_nor_the_time_that_is_told()
    {
        using var folder = new ScratchFolder();
        PlannedRun run = SomePlannedRun.Of(timeLimit: 3600);

        Outcome steady = Execute(run, folder, "steady", TimeProvider.System, out _);
        Outcome jumping = Execute(run, folder, "jumping", new JumpingClock(), out _);

        Assert.Equal(RunStatus.Completed, jumping.Status);
        Assert.Equal(steady.TrainLoss, jumping.TrainLoss);
        Assert.InRange(jumping.Seconds, 0, 600);
        Assert.Equal(Values(folder, "steady"), Values(folder, "jumping"));
    }

    [Fact]
    public void A_run_over_its_limit_has_failed_and_says_how_far_it_came()
    {
        using var folder = new ScratchFolder();

        Outcome outcome = Execute(SomePlannedRun.Of(steps: int.MaxValue, timeLimit: 0.05), folder, "run", TimeProvider.System, out _);

        Assert.Equal(RunStatus.Failed, outcome.Status);
        Assert.Equal("over its training:timeLimit of 0.05 s", outcome.Reason);
    }

    [Fact]
    public void What_is_thrown_is_a_failed_run_with_its_words_and_the_whole_text_in_the_records()
    {
        using var folder = new ScratchFolder();
        PlannedRun run = SomePlannedRun.Of();
        var observer = new Observer(() => throw new InvalidOperationException("a bug\n  exception raised from: 0x01"));

        Outcome outcome = Execute(run, folder, "run", TimeProvider.System, observer);

        Assert.Equal(RunStatus.Failed, outcome.Status);
        Assert.Equal("InvalidOperationException: a bug", outcome.Reason);
        Assert.Equal(1, outcome.Steps);
        Assert.Equal(outcome, OutcomeFile.Read(Path.Combine(folder.Path, "run", OutcomeFile.Name)));
        RecordEvent told = Assert.Single(Records(folder, "run"), record => record.Quantity == "exception");
        Assert.Contains("0x01", told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_does_not_fit_into_memory_has_failed_and_the_next_one_goes_on()
    {
        using var folder = new ScratchFolder();
        var observer = new Observer(() => throw new InvalidOperationException(
            "CUDA out of memory. Tried to allocate 20.00 MiB.\nException raised from malloc at CUDACachingAllocator.cpp:1419"));

        Outcome first = Execute(SomePlannedRun.Of(), folder, "first", TimeProvider.System, observer);
        Outcome second = Execute(SomePlannedRun.Of(), folder, "second", TimeProvider.System, out _);

        Assert.Equal(RunStatus.Failed, first.Status);
        Assert.Equal("out of memory on cpu: CUDA out of memory. Tried to allocate 20.00 MiB. "
            + "Use a smaller data:batchSize or network, or share the device with fewer runs (--workers).", first.Reason);
        Assert.Contains("CUDACachingAllocator", Assert.Single(Records(folder, "first"), told => told.Quantity == "exception").Detail,
            StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, second.Status);
    }

    [Fact]
    public void A_disk_that_is_full_leaves_no_outcome()
    {
        using var folder = new ScratchFolder();
        var observer = new Observer(() => throw new IOException("No space left on device", 28));

        Assert.Throws<IOException>(() => Execute(SomePlannedRun.Of(), folder, "run", TimeProvider.System, observer));

        Assert.False(File.Exists(Path.Combine(folder.Path, "run", OutcomeFile.Name)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_threads_of_the_config_are_torchs_and_in_the_environment(int threads)
    {
        using var folder = new ScratchFolder();
        int before = torch.get_num_threads();
        try
        {
            Execute(SomePlannedRun.Of() with { Threads = threads }, folder, "run", TimeProvider.System, out _);

            Assert.Equal(threads, EnvironmentRecord.Read(Path.Combine(folder.Path, "run", EnvironmentRecord.FileName)).Threads);
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    static Outcome Execute(PlannedRun run, ScratchFolder folder, string name, TimeProvider clock, out Observer observer) =>
        Execute(run, folder, name, clock, observer = new Observer(() => { }));

    static Outcome Execute(PlannedRun run, ScratchFolder folder, string name, TimeProvider clock, Observer observer)
    {
        using var data = new DataCache();
        return new RunExecutor(data, observer, clock).Execute(run, Path.Combine(folder.Path, name), null, TestContext.Current.CancellationToken);
    }

    static IReadOnlyList<RecordEvent> Records(ScratchFolder folder, string name) =>
        [.. RecordReader.Read(Path.Combine(folder.Path, name, RecordWriter.FileName))];

    static IEnumerable<string> Values(ScratchFolder folder, string name) => Records(folder, name)
        .Select(record => $"{record.Step} {record.Quantity} {string.Join(' ', record.Values)}");

    sealed class Observer(Action stepped) : IRunObserver
    {
        public void Started(IReadOnlyList<PlannedRun> runs)
        {
        }

        public void Stepped(int step, IReadOnlyList<double> losses) => stepped();

        public void Finished(PlannedRun run, Outcome outcome)
        {
        }

        public void Said(string words)
        {
        }
    }

    /// <summary>The time of day jumps by a year at every look; the machine's running time goes on as it does.</summary>
    sealed class JumpingClock : TimeProvider
    {
        int _looks;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddYears(_looks++ % 2 == 0 ? 1 : -1);
    }
}
