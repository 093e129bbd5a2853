using System.CommandLine;
using TorchGradients.Estimation;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary>
/// <c>plan FILE…</c>: the runs that <c>run</c> would start, which are complete, and what the others will take.
/// </summary>
internal static class PlanCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string[]> files = ConfigArguments.Files();
        Option<string[]> set = ConfigArguments.Set();
        Option<string> output = ConfigArguments.Output();
        Option<bool> json = ConfigArguments.Json();
        Option<bool> all = new("--all") { Description = "list every run and every group of runs" };
        Option<bool> noTrial = new("--no-trial") { Description = "estimate nothing; without it, each kind of run is tried for a few steps" };
        Option<bool> preflight = new("--preflight")
        {
            Description = "one forward and backward pass of each network, without training: which will not train, and why; "
                + "kept in the experiment's folder (preflight.json), so that the report can score it",
        };
        var command = new Command("plan", "Shows the runs that 'run' would start, which are complete already, and an estimate of time and disk.")
        {
            files, set, output, json, all, noTrial, preflight,
        };
        command.SetAction((arguments, cancellation) => Task.Run(() =>
        {
            using var data = new DataCache();
            var estimator = new Estimator(new Trial(data, TimeProvider.System).Measure, TimeProvider.System, PhysicalCores.Count);
            foreach (ExperimentPlan planned in Plans.Of(arguments.GetValue(files)!, arguments.GetValue(set) ?? []))
            {
                string path = new ExperimentFolder(arguments.GetValue(output)!, planned).Path;
                ExperimentPlan plan = BoundCohorts.In(planned, () => EarlierPlans.Of(path));
                var folder = new ExperimentFolder(arguments.GetValue(output)!, plan);
                IReadOnlySet<PlannedRun> complete = folder.Complete().Keys.ToHashSet<PlannedRun>(ReferenceEqualityComparer.Instance);
                PlanEstimate? estimate = arguments.GetValue(noTrial) || complete.Count == plan.Runs.Count
                    ? null
                    : estimator.Estimate(plan, run => !complete.Contains(run));
                IReadOnlyList<PreflightCell>? cells = arguments.GetValue(preflight) ? PreflightCell.Of(plan, data, cancellation) : null;
                if (cells is not null) PreflightCell.Keep(cells, folder.Path, complete);
                var overview = new PlanOverview(plan, folder.Path, complete, estimate, cells);
                if (arguments.GetValue(json)) PlanJson.Write(Console.OpenStandardOutput(), overview);
                else PlanText.Write(Console.Out, overview, arguments.GetValue(all));
            }

            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }
}
