using System.Text;
using System.Text.Json;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>
/// Executes runs that train together, each into its folder: resolved config, environment, records, checkpoints, and last its
/// outcome. A run alone is a cohort of one.
/// </summary>
/// <param name="data">The data of the last runs.</param>
/// <param name="observer">Hears what happens.</param>
/// <param name="clock">Measures.</param>
/// <param name="stepsPerReading">Steps whose numbers leave the device together; null: as many as suit the device.</param>
public sealed class RunExecutor(DataCache data, IRunObserver observer, TimeProvider clock, int? stepsPerReading = null)
{
    /// <summary>Seconds; a timer takes no more than 49 days, and a longer limit is none.</summary>
    public const double LongestTimer = 4e6;

    const string NoCommonStep =
        "there is no step of which all members of this cohort have a checkpoint; they begin anew";

    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>Trains one run by itself, as <see cref="Execute(IReadOnlyList{RunAttempt}, string?, CancellationToken)"/> does.</summary>
    public Outcome Execute(PlannedRun run, string folder, string? slot, CancellationToken cancellation) =>
        Execute([new RunAttempt(run, folder)], slot, cancellation)[0];

    /// <summary>
    /// Trains runs of a cohort as one stacked network, from the first step or from the checkpoints in their folders. Every end is
    /// an outcome, a failure too, but for one: where nothing can be written there is none.
    /// </summary>
    /// <remarks>
    /// Members whose checkpoints are of different steps, as a process leaves them that ends while it writes them, train in as
    /// many stacks, one after the other. Those of a cohort whose numbers are bound to it stay one stack: they go on
    /// from the newest step of which each that is to be kept has a checkpoint, where the others keep their places as
    /// they were drawn. A member's numbers depend on the shape of its stack, not on what the others hold: tried on a
    /// processor; <c>tests/gpu</c> tries it on a GPU. Without such a step all begin anew, their checkpoints are
    /// removed, and their records say so.
    /// </remarks>
    /// <param name="attempts">
    /// The runs in the order of their places, all of one cohort. Without a checkpoint a folder's earlier files are replaced.
    /// </param>
    /// <param name="slot">The device that takes the place of <c>auto</c> and <c>cuda</c>; null: the first there is.</param>
    /// <param name="cancellation">Ends it between two steps; outcomes are then <c>cancelled</c>.</param>
    /// <returns>The outcomes, in the same order.</returns>
    /// <exception cref="InvalidDataException">A folder's checkpoint is damaged, or the run cannot go on from it.</exception>
    /// <exception cref="CohortTooLargeException">
    /// Runs whose numbers are bound to their cohort do not fit into the device's memory together; those that had
    /// diverged have their outcomes.
    /// </exception>
    /// <exception cref="IOException">Files of some runs are lost; the others have their outcomes.</exception>
    /// <exception cref="Exception">One that <see cref="StorageFailure"/> knows.</exception>
    public IReadOnlyList<Outcome> Execute(IReadOnlyList<RunAttempt> attempts, string? slot, CancellationToken cancellation)
    {
        foreach (RunAttempt attempt in attempts) Take(attempt);
        observer.Started([.. attempts.Select(attempt => attempt.Run)]);

        // Of this thread's operations: the one that trains.
        if (attempts[0].Run.Threads is { } threads) torch.set_num_threads(threads);
        var members = new List<CohortMember>();
        try
        {
            EnvironmentRecord environment = EnvironmentOf(attempts[0].Run, slot) with { Threads = torch.get_num_threads() };
            foreach (RunAttempt attempt in attempts)
            {
                members.Add(new CohortMember(attempt, environment with { Cohort = attempt.Run.Cohort }, clock));
            }

            string device = DeviceOf(attempts[0].Run, slot);
            if (attempts[0].Run.IsBoundToCohort)
            {
                TrainBound(members, device, cancellation);
            }
            else
            {
                foreach (var at in members.Where(member => member.From is not null).GroupBy(member => member.Steps))
                {
                    SayWhereFrom(at.Key, at.Count(), members.Count);
                }

                Train(members, device, cancellation);
            }

            return [.. members.Select(member => member.Outcome!)];
        }
        finally
        {
            members.ForEach(member => member.Dispose());
        }
    }

    void TrainBound(IReadOnlyList<CohortMember> members, string device, CancellationToken cancellation)
    {
        CohortMember[] kept = [.. members.Where(member => !member.IsCompany)];
        int steps = kept.Min(member => member.Steps);
        bool goesOn = steps > 0 && kept.All(member => member.GoBackTo(steps));
        if (!goesOn && kept.Any(member => member.From is not null)) observer.Said(NoCommonStep);
        if (goesOn) SayWhereFrom(steps, kept.Length, kept.Length);
        foreach (CohortMember member in members)
        {
            if (!goesOn) member.StartAnew(NoCommonStep);
            else if (member.IsCompany) member.IsPlaceholder = true;
        }

        var stack = new CohortStack(members, data, device, observer, clock, stepsPerReading);
        if (stack.Train(cancellation) is { } tooLarge)
        {
            throw new CohortTooLargeException(
                tooLarge, kept.Where(member => member.Outcome is null).Max(stack.Seconds));
        }
    }

    void SayWhereFrom(int steps, int runs, int all) => observer.Said(
        FormattableString.Invariant($"{(runs == all ? "" : $"{runs} of {all} runs ")}on from the checkpoint of step {steps}"));

    /// <summary>Trains those that are at the same step together; where they do not fit into the device's memory, each half by itself.</summary>
    void Train(IEnumerable<CohortMember> members, string device, CancellationToken cancellation)
    {
        foreach (CohortMember[] together in members.GroupBy(member => member.Steps).Select(group => group.ToArray()))
        {
            var stack = new CohortStack(together, data, device, observer, clock, stepsPerReading);
            if (stack.Train(cancellation) is not { } tooLarge) continue;

            int most = (together.Length + 1) / 2;
            Dictionary<CohortMember, double> seconds = together.ToDictionary(member => member, stack.Seconds);
            foreach (CohortMember[] half in together.Where(member => member.Outcome is null).Chunk(most))
            {
                foreach ((int place, CohortMember member) in half.Index())
                {
                    member.Rejoin(new CohortPlace(half.Length, place),
                        $"{together.Length} runs together went {tooLarge.Split(':')[0]}; "
                        + $"so many train together now: {half.Length}",
                        seconds[member]);
                }

                Train(half, device, cancellation);
            }
        }
    }

    /// <summary>With what a run is made here.</summary>
    /// <param name="run">The run.</param>
    /// <param name="slot">The device that takes the place of <c>auto</c> and <c>cuda</c>; null: the first there is.</param>
    public static EnvironmentRecord EnvironmentOf(PlannedRun run, string? slot) => EnvironmentRecord.Capture(typeof(torch).Assembly,
        torch.__version__, DeviceOf(run, slot), run.Threads ?? torch.get_num_threads(), run.Cohort);

    /// <summary>Writes <c>resolved.json</c>: also for a run that ended before it could do so itself.</summary>
    public static void WriteResolved(PlannedRun run, string folder)
    {
        using FileStream stream = File.Create(Path.Combine(folder, "resolved.json"));
        stream.Write(Encoding.UTF8.GetBytes(ThreadChoice.Written(run).ToJsonString(s_indented) + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The reason of a run that was still going at its time limit.</summary>
    /// <param name="limit">Seconds.</param>
    public static string OverTime(double limit) => FormattableString.Invariant($"over its training:timeLimit of {limit} s");

    static void Take(RunAttempt attempt)
    {
        if (attempt.Folder is not { } folder) return;

        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, OutcomeFile.Name));
        WriteResolved(attempt.Run, folder);
    }

    static string DeviceOf(PlannedRun run, string? slot) => run.Config.Training.Engine != "torch" ? "cpu"
        : run.Config.Training.Device is "auto" or "cuda" && slot is not null ? slot
        : Devices.Resolve(run.Config.Training.Device)!;
}
