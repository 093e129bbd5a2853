using System.CommandLine;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>verify FILE</c>: both engines on the same batches, compared layer by layer.</summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "a config, an experiment, or a run's resolved.json" };
        Option<string[]> set = ConfigArguments.Set();
        Option<bool> json = ConfigArguments.Json();
        var steps = new Option<int>("--steps")
        {
            Description = "how many steps are compared",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        steps.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--steps must be at least 1.");
        });
        var command = new Command("verify",
            "Trains both engines on the same batches, each step from the same weights and optimizer state, and compares them.")
        {
            file, set, steps, json,
        };
        command.SetAction(arguments =>
        {
            ExperimentPlan plan = Plans.Of([arguments.GetValue(file)!], arguments.GetValue(set) ?? [])[0];
            bool agree = true;
            foreach (PlannedRun run in plan.Runs)
            {
                agree &= VerifyReport.Print(run, EngineAgreement.Check(run.Config, arguments.GetValue(steps)), arguments.GetValue(json));
            }

            return agree ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
