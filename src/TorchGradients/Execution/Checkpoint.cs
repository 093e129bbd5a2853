using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>A run's whole state between two steps, as <see cref="CheckpointFile"/> keeps it.</summary>
/// <param name="Identity">The run's identity.</param>
/// <param name="Environment">With what it was made: elsewhere the numbers could come out differently in the last bits.</param>
/// <param name="Seconds">Wall-clock time so far, of all attempts together.</param>
/// <param name="RecordsLength">Bytes of <c>records.clef</c> that belong to it.</param>
/// <param name="Progress">How far the run is.</param>
public sealed record Checkpoint(
    string Identity, EnvironmentRecord Environment, double Seconds, long RecordsLength, TrainingProgress Progress)
{
    /// <summary>Weights, running statistics and the optimizer's numbers.</summary>
    public IReadOnlyList<NamedArray> State { get; init; } = [];

    /// <summary>
    /// Whether its numbers are bound to the cohort that the environment names: <see cref="CohortRule.IsBound"/>.
    /// </summary>
    public bool IsBound { get; init; }

    /// <summary>The first part of one, before anything is known of the run's state.</summary>
    internal static Checkpoint Empty(PlannedRun run, EnvironmentRecord environment) =>
        new(run.Identity, environment, 0, 0, new TrainingProgress(0, [], null, null, new StepSums(0, 0, 0, 0)))
        {
            IsBound = run.IsBoundToCohort,
        };

    /// <summary>Why a run cannot go on from here to the same numbers; null where it can.</summary>
    /// <param name="run">The run.</param>
    /// <param name="here">With what it would go on.</param>
    /// <param name="folder">The folder that the checkpoint lies in.</param>
    public string? Obstacle(PlannedRun run, EnvironmentRecord here, string folder)
    {
        if (Identity != run.Identity) return "it is one of another run";

        foreach ((string name, string? then, string? now) in Differing(Settings(Environment), Settings(here)))
        {
            return $"it was made with {name} {then ?? "unknown"}, and this is {now ?? "unknown"}";
        }

        (string before, string place) = (Place(Environment, IsBound), Place(here, run.IsBoundToCohort));
        if (before != place) return $"it was made {before}, and this is {place}";

        var records = new FileInfo(Path.Combine(folder, RecordWriter.FileName));
        if (!records.Exists || records.Length < RecordsLength) return $"{RecordWriter.FileName} does not reach as far";

        return run.Config.Training.Checkpoints.Contains("initial") && !File.Exists(Path.Combine(folder, "initial.safetensors"))
            ? "the initial weights, which are asked for now, were not kept"
            : null;
    }

    static IEnumerable<(string Name, string? Then, string? Now)> Differing(
        (string Name, string? Value)[] then, (string Name, string? Value)[] now) =>
        then.Zip(now, (before, here) => (before.Name, before.Value, here.Value))
            .Where(pair => pair.Item2 != pair.Item3);

    static string Place(EnvironmentRecord environment, bool isBound) => isBound
        ? FormattableString.Invariant($"at place {environment.Cohort.Place} of a cohort of {environment.Cohort.Size}")
        : "not bound to a cohort";

    // Left out is the system's name, which every security update changes, which of several GPUs it was, and beside whom the
    // run trains where that makes no difference.
    static (string Name, string? Value)[] Settings(EnvironmentRecord environment) =>
    [
        ("version", environment.Program),
        ("commit", environment.Commit),
        (".NET", environment.DotNet),
        ("TorchSharp", environment.TorchSharp),
        ("libtorch", environment.LibTorch),
        ("processor", environment.Processor),
        ("device", environment.Device.Split(':')[0]),
        ("threads", FormattableString.Invariant($"{environment.Threads}")),
    ];
}
