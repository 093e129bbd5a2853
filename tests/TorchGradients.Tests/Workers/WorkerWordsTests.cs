using TorchGradients.Cli.Workers;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Workers;

/// <summary>What goes over a worker's streams, and how its end is told.</summary>
public sealed class WorkerWordsTests
{
    [Fact]
    public void An_order_is_one_line_and_becomes_the_same_runs_again()
    {
        PlannedRun run = SomePlannedRun.Of(seed: 7, timeLimit: 5) with
        {
            Threads = 2,
            Cohort = new CohortPlace(5, 3),
            IsBoundToCohort = true,
        };
        PlannedRun filler = SomePlannedRun.Of(seed: 8);

        string line = Lines.Write(new WorkOrder(
            [RunOrder.Of(new RunAttempt(run, "/runs/trial/.running/seed=7~1")), RunOrder.Of(new RunAttempt(filler, null))], "cuda:1", 4));
        WorkOrder order = Lines.Read<WorkOrder>(line)!;
        RunAttempt[] read = [.. order.Cohort!.Select(one => one.ToAttempt())];

        Assert.DoesNotContain('\n', line);
        Assert.Equal(["/runs/trial/.running/seed=7~1", null], read.Select(one => one.Folder));
        Assert.Equal(("cuda:1", 4), (order.Device, order.PerGpu));
        Assert.Equal(run.Resolved.ToJsonString(), read[0].Run.Resolved.ToJsonString());
        Assert.Equal((run.Identity, run.Folder, run.Seed, run.Title), (read[0].Run.Identity, read[0].Run.Folder, read[0].Run.Seed, read[0].Run.Title));
        Assert.Equal((2, new CohortPlace(5, 3), true), (read[0].Run.Threads, read[0].Run.Cohort, read[0].Run.IsBoundToCohort));
        Assert.Equal(8, read[1].Run.Seed);
    }

    [Fact]
    public void A_line_that_is_no_message_is_known_as_such()
    {
        Assert.Null(Lines.Read<WorkerReport>("OMP: Warning #96"));
        Assert.Null(Lines.Read<WorkerReport>(""));
        Assert.Equal(new WorkerReport(WorkerReportKind.Stepped, 3, 0.5),
            Lines.Read<WorkerReport>(Lines.Write(new WorkerReport(WorkerReportKind.Stepped, 3, 0.5))));
        Assert.Null(Lines.Read<WorkOrder>(Lines.Write(WorkOrder.Cancel))!.Cohort);
    }

    [Theory]
    [InlineData(137, "killed by SIGKILL, as the system does where memory runs out")]
    [InlineData(139, "killed by SIGSEGV")]
    [InlineData(3, "exit code 3")]
    public void An_exit_code_that_stands_for_a_signal_names_it(int exitCode, string expected) =>
        Assert.Equal(expected, ExitWords.Of(exitCode));

    [Fact]
    public void A_program_started_through_dotnet_is_started_through_it_again()
    {
        WorkerProgram through = WorkerProgram.Of("/usr/bin/dotnet", "/app/TorchGradients.Cli.dll");
        WorkerProgram itself = WorkerProgram.Of("/app/TorchGradients.Cli", "/app/TorchGradients.Cli.dll");

        Assert.Equal(("/usr/bin/dotnet", "/app/TorchGradients.Cli.dll worker"), (through.File, string.Join(' ', through.Arguments)));
        Assert.Equal(("/app/TorchGradients.Cli", "worker"), (itself.File, string.Join(' ', itself.Arguments)));
    }

    [Fact]
    public void The_last_five_lines_are_kept()
    {
        var lines = new LastLines();
        Assert.Equal("", lines.ToString());

        foreach (int line in Enumerable.Range(1, 7)) lines.Add(FormattableString.Invariant($"line {line}"));

        Assert.Equal("line 3 | line 4 | line 5 | line 6 | line 7", lines.ToString());
    }
}
