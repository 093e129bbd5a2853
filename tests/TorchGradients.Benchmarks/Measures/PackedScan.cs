using System.Globalization;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Tests.Reporting;
using ExperimentFolder = TorchGradients.Execution.ExperimentFolder;
using Finding = TorchGradients.Benchmarks.Results.Finding;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>
/// <c>plan</c>, which scans the packs, and <c>report</c> of as many packed runs, whole processes one after the other.
/// </summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="runs">How many outcomes.</param>
/// <param name="target">Seconds that both may take together.</param>
sealed class PackedScan(string name, int runs, Target target) : Measure(name,
    string.Create(CultureInfo.InvariantCulture,
        $"`plan` and `report` of {runs:#,0} packed outcomes, {PackedExperiment.Cells} cells, 2 recorded steps, ")
        + "whole processes", target)
{
    const int FewRuns = 100;

    /// <inheritdoc/>
    internal override Task<Finding> Take(Session session) => session.Scratch.Lend(async folder =>
    {
        int count = session.Count(runs, FewRuns);
        string config = Path.Combine(folder, "packed.json");
        string output = Path.Combine(folder, "runs");
        string experiment = Make(config, output, count / PackedExperiment.Cells);
        long peak = 0;
        Side[] sides = await Turns.Take(session.Repeats, "s",
            ("plan", () => Plan(config, output)), ("report", async () => Seconds(await Run("report", experiment))));
        return new Finding(sides.Sum(side => side.Median), sides)
        {
            Note = ReportTime.Note(peak, Path.Combine(experiment, "report.html")),
        };

        async Task<double> Plan(string file, string into)
        {
            ProgramRun run = await Run("plan", file, "--output", into);
            string seen = FormattableString.Invariant($"{count} runs, {count} complete");
            return run.Output.Contains(seen, StringComparison.Ordinal) ? Seconds(run) : throw new BenchmarkException(
                $"plan does not say '{seen}':\n{run.Output}");
        }

        Task<ProgramRun> Run(params string[] arguments) => BuiltProgram.Run(arguments, session.Cancellation);

        double Seconds(ProgramRun run)
        {
            peak = Math.Max(peak, run.PeakBytes);
            return run.Seconds;
        }
    });

    // Planned as the program plans it, so that it finds the runs again.
    static string Make(string config, string output, int seeds)
    {
        Directory.CreateDirectory(output);
        File.WriteAllText(config, PackedExperiment.Config(seeds));
        var reader = new ConfigReader(Catalogue.All);
        ExperimentPlan plan = new Planner(reader, new Surroundings()).Plan(reader.Read(config, []));
        string experiment = new ExperimentFolder(output, plan).Path;
        PackedExperiment.Make(experiment, plan);
        return experiment;
    }
}
