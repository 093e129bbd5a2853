using System.CommandLine;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>theory FILE</c>: the predicted profile of the error terms, without training.</summary>
internal static class TheoryCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "a config, an experiment (a prediction per cell), or a run's resolved.json",
        };
        Option<string[]> set = ConfigArguments.Set();
        Option<bool> json = ConfigArguments.Json();
        var command = new Command("theory", "Predicts the norm of every layer's error term at initialisation, without training.")
        {
            file, set, json,
        };
        command.SetAction((arguments, cancellation) =>
        {
            ExperimentPlan plan = Plans.Of([arguments.GetValue(file)!], arguments.GetValue(set) ?? [])[0];
            return Task.Run(() => new TheorySession(arguments.GetValue(json)).Run(plan, cancellation), CancellationToken.None);
        });
        return command;
    }
}
