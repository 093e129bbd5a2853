namespace TorchGradients.Tests.Reporting.Analysis.Preflight;

/// <summary>A cell of two seeds whose records of step 0 warn or not, and how its runs ended.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsWarned">Whether the records of step 0 warn.</param>
/// <param name="Accuracies">The seeds' test accuracies; a constant guess reaches 0.1.</param>
sealed record SomeCell(string Name, bool IsWarned, (double First, double Second) Accuracies)
{
    public int Steps { get; init; } = 100;

    public string Status { get; init; } = "completed";

    /// <summary>What a constant guess reaches; null where it is not known.</summary>
    public double? Chance { get; init; } = 0.1;

    /// <summary>The loss at the end, of 2 at step 0.</summary>
    public double? TrainLoss { get; init; } = 1;

    public bool HasEnded { get; init; } = true;

    public bool HasRecords { get; init; } = true;

    /// <summary>t = 0.7015 / 0.0005: p = 2.3e-4 on one side.</summary>
    public static SomeCell Trained(string name, bool isWarned) => new(name, isWarned, (0.801, 0.802));

    /// <summary>0.17 % of the way from the guess to 1.</summary>
    public static SomeCell Untrained(string name, bool isWarned) => new(name, isWarned, (0.101, 0.102));

    /// <summary>22 % of the way; t = 0.2 / 0.1 of one degree of freedom: p = 1/2 − arctan(2) / π = 0.15.</summary>
    public static SomeCell NotTold(string name, bool isWarned) => new(name, isWarned, (0.2, 0.4));

    /// <summary>The outcome of a seed; null where it has not ended.</summary>
    public string? Outcome(int seed) => !HasEnded ? null : RemedyExperiment.Outcome(
        accuracy: seed == 1 ? Accuracies.First : Accuracies.Second, trainLoss: TrainLoss, decay: 0.5, status: Status,
        chance: Chance, testRows: 1000, steps: Steps);

    /// <summary>The records of every seed.</summary>
    public string Records => HasRecords
        ? RemedyExperiment.Records(decay: IsWarned ? 0.1 : 0.9, update: IsWarned ? 1e-5 : 1e-3)
        : "";
}
