using System.CommandLine;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>verify FILE</c>: both engines on the same batches, compared layer by layer.</summary>
internal static class VerifyCommand
{
    const int DefaultSteps = 20;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "a config, an experiment (every cell with its first seed), or a run's resolved.json" };
        Option<int?> steps = ConfigArguments.Count("--steps", "number of steps; a run that has fewer is verified to its end");
        steps.DefaultValueFactory = _ => DefaultSteps;
        Option<string[]> set = ConfigArguments.Set();
        Option<bool> json = ConfigArguments.Json();
        var command = new Command("verify",
            "Trains both engines on the same batches, each step from the same weights and optimizer state, and prints per layer the "
            + "largest |x - y| / |y| of error term, gradients and updated weights. Exit code 1 above 1e-9 in float64, 1e-4 in float32.")
        {
            file, steps, set, json,
        };
        command.SetAction((arguments, cancellation) =>
        {
            ExperimentPlan plan = Plans.Of([arguments.GetValue(file)!], arguments.GetValue(set) ?? [])[0];
            var session = new VerifySession(arguments.GetValue(file)!, arguments.GetValue(steps) ?? DefaultSteps, arguments.GetValue(json));
            return Task.Run(() => session.Run(plan, cancellation), CancellationToken.None);
        });
        return command;
    }
}
