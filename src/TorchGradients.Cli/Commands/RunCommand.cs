using System.CommandLine;
using System.Text.Json.Nodes;
using TorchGradients.Cli.Slurm;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli.Commands;

/// <summary><c>run FILE…</c>: plans, runs what is not yet complete, reports.</summary>
internal static class RunCommand
{
    const int MostPerGpu = 64;

    // Each is a process with torch in it: far more than the processors would fill the memory and be slower, not faster.
    static readonly int MostWorkers = 8 * Environment.ProcessorCount;

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
        Option<int?> workers = ConfigArguments.Count(
            "--workers", "worker processes; default: the number of physical cores, or the places on GPUs", MostWorkers);
        Option<int?> perGpu = ConfigArguments.Count("--per-gpu", "workers that share a GPU; default: 1", MostPerGpu);
        Option<bool> failFast = new("--fail-fast") { Description = "stop at the first run that fails" };
        Option<bool> fresh = new("--fresh") { Description = "ignore earlier results" };
        Option<bool> noReport = new("--no-report")
        {
            Description = "leave out the report with its tables and figures; the command 'report' writes it from the same records",
        };
        Option<bool> requireClaims = ConfigArguments.RequireClaims();
        var command = new Command("run", "Plans, runs what is not yet complete, and reports.")
        {
            files, set, output, device, workers, perGpu, failFast, fresh, noReport, requireClaims,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(noReport) && result.GetValue(requireClaims))
            {
                result.AddError("Claims are decided with the report: leave out --no-report or --require-claims.");
            }
        });
        var slurm = new SlurmOptions();
        slurm.AddTo(command,
            (workers, " A task has as many as --cpus says."), (perGpu, " A task has a worker for each of its GPUs."),
            (failFast, " 'cancel DIR' ends its jobs."), (noReport, " The job behind the tasks writes the report."),
            (requireClaims, " 'report --require-claims DIR' decides them when the jobs are over."));
        command.SetAction((arguments, cancellation) =>
        {
            string[] settings = arguments.GetValue(set) ?? [];
            if (arguments.GetValue(device) is { } name) settings = [.. settings, $"training:device={name}"];
            if (slurm.AreOn(arguments))
            {
                IReadOnlyList<SlurmWork> works = Works(arguments.GetValue(files)!, settings, slurm.Given(arguments));
                LeftBehind.Check(arguments.GetValue(output)!, [.. works.Select(work => work.Plan)], Console.Error);
                OutputFolder.Make(arguments.GetValue(output)!);
                return new SlurmSession(arguments.GetValue(output)!, arguments.GetValue(fresh), slurm.IsWaitedFor(arguments), TimeProvider.System)
                    .Run(works, cancellation);
            }

            IReadOnlyList<ExperimentPlan> plans = Plans.Of(arguments.GetValue(files)!, settings);
            LeftBehind.Check(arguments.GetValue(output)!, plans, Console.Error);
            OutputFolder.Make(arguments.GetValue(output)!);
            var options = new RunOptions(
                arguments.GetValue(workers), arguments.GetValue(perGpu), arguments.GetValue(failFast), arguments.GetValue(fresh),
                arguments.GetValue(noReport), arguments.GetValue(requireClaims));
            return new RunSession(arguments.GetValue(output)!, options).Run(plans, cancellation);
        });
        return command;
    }

    static IReadOnlyList<SlurmWork> Works(string[] files, string[] settings, JsonObject given)
    {
        var reader = SlurmSettingsReader.OfThisProcess();
        var here = new Surroundings();
        var read = files.Distinct().ToDictionary(file => file, file => reader.Read(file, given));
        IReadOnlyList<ExperimentPlan> plans = Plans.Of(files, settings, file => new NodeSurroundings(here, SlurmWork.HasGpu(read[file].Settings)));
        return [.. plans.Zip(files, (plan, file) => new SlurmWork(plan, read[file].Settings, read[file].Origins))];
    }
}
