using TorchGradients.Cli.Terminal;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli;

/// <summary>Runs plans one run after the other, and reports each experiment.</summary>
internal sealed class RunSession(string output, bool failFast, bool fresh)
{
    /// <summary>The exit code.</summary>
    public int Run(IReadOnlyList<ExperimentPlan> plans, CancellationToken cancellation)
    {
        bool failed = false;
        foreach (ExperimentPlan plan in plans)
        {
            var folder = new ExperimentFolder(output, plan);
            Directory.CreateDirectory(folder.Path);
            PlanFile.Write(folder.Path, plan);
            Console.Error.Write(PlanText.Notes(plan));

            using (var progress = RunProgress.For(plan))
            using (var data = new DataCache())
            {
                failed |= Run(plan, folder, new RunExecutor(data, progress, TimeProvider.System), progress, cancellation);
            }

            ExperimentReport.Write(folder.Path);
            if (cancellation.IsCancellationRequested) return ExitCode.Interrupted;
            if (failed && failFast) return ExitCode.Failed;
        }

        return failed ? ExitCode.Failed : ExitCode.Done;
    }

    bool Run(
        ExperimentPlan plan, ExperimentFolder folder, RunExecutor executor, IRunObserver progress, CancellationToken cancellation)
    {
        bool failed = false;
        foreach (PlannedRun run in plan.Runs)
        {
            if (cancellation.IsCancellationRequested || (failed && failFast)) break;

            if (!fresh && folder.CompleteOutcome(run) is { } earlier)
            {
                progress.Finished(run, earlier, reused: true);
                continue;
            }

            failed |= executor.Execute(run, folder.Of(run), cancellation).Status == RunStatus.Failed;
        }

        return failed;
    }
}
