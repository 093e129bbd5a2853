using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.GpuCheck;

/// <summary>From a config file to plans, and from plans to outcomes, in this process.</summary>
internal static class Plans
{
    /// <summary>The plan of a file beside the program.</summary>
    /// <param name="file">The file.</param>
    /// <param name="settings">Each <c>path=value</c>.</param>
    /// <exception cref="ConfigException">It has problems.</exception>
    public static ExperimentPlan Of(string file, params string[] settings)
    {
        var reader = new ConfigReader(Catalogue.All);
        ExperimentPlan plan = new Planner(reader, new Surroundings()).Plan(reader.Read(Path.Combine(AppContext.BaseDirectory, file), settings));
        return ThreadChoice.Assign(plan, EarlierPlan.None, PhysicalCores.Count);
    }

    /// <summary>Trains a plan's cohorts one after the other, into a folder that is gone afterwards.</summary>
    public static IReadOnlyList<(PlannedRun Run, Outcome Outcome)> Execute(ExperimentPlan plan, DataCache data, TimeProvider clock)
    {
        string folder = Directory.CreateTempSubdirectory("torchgradients-gpu-").FullName;
        try
        {
            var executor = new RunExecutor(data, new Silence(), clock);
            return [.. plan.Cohorts.SelectMany(cohort => Execute(executor, cohort, folder))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Trains a cohort; its halves, one after the other, where it does not fit into the device's memory.
    /// </summary>
    static IEnumerable<(PlannedRun Run, Outcome Outcome)> Execute(RunExecutor executor, Cohort cohort, string folder)
    {
        try
        {
            RunAttempt[] attempts =
                [.. cohort.Members.Select(run => new RunAttempt(run, Path.Combine(folder, run.Folder)))];
            return cohort.Members.Zip(executor.Execute(attempts, null, CancellationToken.None));
        }
        catch (CohortTooLargeException tooLarge)
        {
            Console.Error.WriteLine($"{cohort.Members.Count} runs together: {tooLarge.Message} They train in halves.");
            return [.. cohort.Halves().SelectMany(half => Execute(executor, half, folder))];
        }
    }

    sealed class Silence : IRunObserver
    {
        public void Started(IReadOnlyList<PlannedRun> runs)
        {
            // Nobody watches.
        }

        public void Stepped(int step, IReadOnlyList<double> losses)
        {
            // Nobody watches.
        }

        public void Finished(PlannedRun run, Outcome outcome)
        {
            // Nobody watches.
        }

        public void Said(string words)
        {
            // Nobody watches.
        }
    }
}
