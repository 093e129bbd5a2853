using System.CommandLine;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>plan FILE…</c>: the runs that <c>run</c> would start, and which are complete already.</summary>
internal static class PlanCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string[]> files = ConfigArguments.Files();
        Option<string[]> set = ConfigArguments.Set();
        Option<string> output = ConfigArguments.Output();
        Option<bool> json = ConfigArguments.Json();
        var command = new Command("plan", "Shows the runs that 'run' would start, and which are complete already.")
        {
            files, set, output, json,
        };
        command.SetAction(arguments =>
        {
            foreach (ExperimentPlan plan in Plans.Of(arguments.GetValue(files)!, arguments.GetValue(set) ?? []))
            {
                var folder = new ExperimentFolder(arguments.GetValue(output)!, plan);
                if (arguments.GetValue(json)) Console.Out.WriteLine(PlanFile.Of(plan).ToJsonString());
                else Print(plan, folder);
            }

            return ExitCode.Done;
        });
        return command;
    }

    static void Print(ExperimentPlan plan, ExperimentFolder folder)
    {
        int complete = plan.Runs.Count(run => folder.CompleteOutcome(run) is not null);
        Console.Out.WriteLine(
            $"{plan.Name}: {PlanText.Count(plan.Runs.Count, "run")}, {complete} complete, {plan.Runs.Count - complete} to do; in {folder.Path}");
        foreach (PlannedRun run in plan.Runs)
        {
            Console.Out.WriteLine($"  {(folder.CompleteOutcome(run) is null ? "to do   " : "complete")}  {run.Folder}");
        }

        Console.Out.Write(PlanText.Notes(plan));
    }
}
