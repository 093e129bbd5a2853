using System.Globalization;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Estimation;

/// <summary>Trains runs together for a few steps in a temporary folder, on one thread, and measures what each of them costs.</summary>
/// <param name="data">Keeps the data from one trial to the next.</param>
/// <param name="clock">Measures.</param>
public sealed class Trial(DataCache data, TimeProvider clock)
{
    // Probes are due at every second step, so that steps with and without records are seen.
    const int ProbesEvery = 2;
    const int FewestSteps = 6;
    const int MostSteps = 200;
    const double SecondsOfSteps = 0.25;

    /// <summary>What each of such runs costs; null with a reason where the trial failed.</summary>
    /// <param name="runs">A cohort.</param>
    /// <param name="longest">About how long the trial may take.</param>
    public (RunCost? Cost, string? Failure) Measure(IReadOnlyList<PlannedRun> runs, TimeSpan longest)
    {
        int threads = torch.get_num_threads();
        torch.set_num_threads(1);
        try
        {
            long start = clock.GetTimestamp();
            (RunCost? Cost, string? Failure) first = Measure(runs, FewestSteps, longest);
            if (first.Cost is not { Evaluation: not null } cost) return first;

            // A second trial finds data and kernels loaded; short steps are repeated until they can be timed.
            TimeSpan left = longest - clock.GetElapsedTime(start);
            double step = runs.Count * (cost.Step + cost.Probes / ProbesEvery);
            int steps = (int)Math.Clamp(SecondsOfSteps / Math.Max(step, 1e-6), FewestSteps, MostSteps);
            return runs.Count * (cost.Setup + cost.Evaluation) + steps * step > left.TotalSeconds ? first : Measure(runs, steps, left);
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    (RunCost? Cost, string? Failure) Measure(IReadOnlyList<PlannedRun> runs, int steps, TimeSpan longest)
    {
        string folder = Directory.CreateTempSubdirectory("torchgradients-trial-").FullName;
        try
        {
            using var end = new CancellationTokenSource();
            var times = new StepTimes(clock, longest, end);
            RunAttempt[] attempts = [.. runs.Select((run, place) => new RunAttempt(
                Shortened(run, steps), Path.Combine(folder, place.ToString(CultureInfo.InvariantCulture))))];
            // Each step is timed, so each is waited for.
            IReadOnlyList<Outcome> outcomes = new RunExecutor(data, times, clock, stepsPerReading: 1).Execute(attempts, null, end.Token);
            return outcomes[0].Status == RunStatus.Failed || outcomes[0].Steps == 0
                ? (null, outcomes[0].Reason ?? "it made no step")
                : (Cost(times, outcomes, attempts[0].Folder!), null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static PlannedRun Shortened(PlannedRun run, int steps) => new(
        run.Identity, run.Folder, run.Seed, run.Resolved,
        run.Config with
        {
            Training = run.Config.Training with { Steps = steps, EvaluateEvery = null, TimeLimit = null, CheckpointEvery = null },
            Execution = run.Config.Execution with { Threads = 1 },
            Probes = [.. run.Config.Probes.Select(probe => new ProbeConfig { Name = probe.Name, Every = ProbesEvery })],
        },
        run.Cells);

    static RunCost Cost(StepTimes times, IReadOnlyList<Outcome> outcomes, string folder)
    {
        int runs = outcomes.Count;
        // Steps[i] is step i + 1: the odd ones of the run are those without records.
        double plain = Median([.. times.Steps.Where((_, i) => i % ProbesEvery == 0)]) ?? times.Setup;
        double probed = Median([.. times.Steps.Where((_, i) => i % ProbesEvery != 0)]) ?? plain;
        string records = Path.Combine(folder, RecordWriter.FileName);
        return new RunCost(times.Setup / runs, plain / runs, Math.Max(0, probed - plain) / runs,
            outcomes.Any(outcome => outcome.Status == RunStatus.Cancelled) ? null : times.Evaluation / runs,
            Directory.EnumerateFiles(folder).Where(file => file != records).Sum(file => new FileInfo(file).Length),
            RecordSizes.Of(records));
    }

    static double? Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
