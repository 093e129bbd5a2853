using System.CommandLine;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>run FILE…</c>: plans, runs what is not yet complete, reports.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string[]> files = ConfigArguments.Files();
        Option<string[]> set = ConfigArguments.Set();
        Option<string> output = ConfigArguments.Output();
        Option<string?> device = new("--device")
        {
            Description = "auto, cpu, cuda or cuda:N; the same as --set training:device=...",
            HelpName = "DEVICE",
        };
        Option<bool> failFast = new("--fail-fast") { Description = "stop at the first run that fails" };
        Option<bool> fresh = new("--fresh") { Description = "ignore earlier results" };
        var command = new Command("run", "Plans, runs what is not yet complete, and reports.")
        {
            files, set, output, device, failFast, fresh,
        };
        command.SetAction((arguments, cancellation) =>
        {
            string[] settings = arguments.GetValue(set) ?? [];
            if (arguments.GetValue(device) is { } name) settings = [.. settings, $"training:device={name}"];

            IReadOnlyList<ExperimentPlan> plans = Plans.Of(arguments.GetValue(files)!, settings);
            OutputFolder.Make(arguments.GetValue(output)!);
            var session = new RunSession(arguments.GetValue(output)!, arguments.GetValue(failFast), arguments.GetValue(fresh));
            return Task.Run(() => session.Run(plans, cancellation), CancellationToken.None);
        });
        return command;
    }
}
