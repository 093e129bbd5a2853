using System.CommandLine;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>check FILE…</c>: validates; runs nothing.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string[]> files = ConfigArguments.Files();
        Option<string[]> set = ConfigArguments.Set();
        var command = new Command("check", "Validates configs and prints every problem; runs nothing.") { files, set };
        command.SetAction(arguments =>
        {
            foreach (ExperimentPlan plan in Plans.Of(arguments.GetValue(files)!, arguments.GetValue(set) ?? []))
            {
                Console.Out.WriteLine($"{plan.Name}: no problems; {PlanText.Count(plan.Runs.Count, "run")}.");
                Console.Out.Write(PlanText.Notes(plan));
            }

            return ExitCode.Done;
        });
        return command;
    }
}
