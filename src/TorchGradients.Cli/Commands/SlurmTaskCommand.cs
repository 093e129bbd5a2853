using System.CommandLine;
using TorchGradients.Cli.Slurm;

namespace TorchGradients.Cli.Commands;

/// <summary>What <c>run --on slurm</c> has the nodes do; not shown in the help.</summary>
internal static class SlurmTaskCommand
{
    /// <summary>The command that does a part of the work.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("SUBMISSION") { Description = "the submission's folder" };
        var part = new Option<int>("--part") { Description = "which part of its work", HelpName = "N", Required = true };
        var command = new Command(TaskScript.TaskCommand, "Executes a part of what 'run --on slurm' has submitted.") { folder, part };
        command.Hidden = true;
        command.SetAction((arguments, cancellation) =>
            new TaskSession(new SubmissionFolder(arguments.GetValue(folder)!), arguments.GetValue(part)).Run(cancellation));
        return command;
    }

    /// <summary>The command that collects and reports.</summary>
    public static Command CreateReport()
    {
        var folder = new Argument<string>("SUBMISSION") { Description = "the submission's folder" };
        var command = new Command(TaskScript.ReportCommand, "Collects what tasks have done, and writes the report.") { folder };
        command.Hidden = true;
        command.SetAction(arguments => new ReportSession(new SubmissionFolder(arguments.GetValue(folder)!)).Run());
        return command;
    }
}
