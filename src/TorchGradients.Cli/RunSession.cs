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
            failed |= Run(plan, folder, cancellation);
            ExperimentReport.Write(folder.Path);
            if (cancellation.IsCancellationRequested) return ExitCode.Interrupted;
            if (failed && failFast) return ExitCode.Failed;
        }

        return failed ? ExitCode.Failed : ExitCode.Done;
    }

    bool Run(ExperimentPlan plan, ExperimentFolder folder, CancellationToken cancellation)
    {
        IReadOnlyList<PlannedRun> open = [.. plan.Runs.Where(run => fresh || folder.CompleteOutcome(run) is null)];
        if (open.Count < plan.Runs.Count)
        {
            Console.Error.WriteLine(
                $"{PlanText.Count(plan.Runs.Count - open.Count, "run")} of {plan.Runs.Count} complete already (--fresh runs them again).");
        }

        using var data = new DataCache();
        return RunProgress.Track(Consoles.Error, TimeProvider.System, open.Count, progress =>
        {
            var executor = new RunExecutor(data, new ProgressObserver(progress), TimeProvider.System);
            bool failed = false;
            foreach (PlannedRun run in open)
            {
                if (cancellation.IsCancellationRequested || (failed && failFast)) break;
                failed |= executor.Execute(run, folder.Of(run), cancellation).Status == RunStatus.Failed;
            }

            return failed;
        });
    }
}
