using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>What a step yields: numbers only.</summary>
/// <param name="Losses">𝓛 of the batch, per member.</param>
/// <param name="Measured">What was asked for, per member.</param>
public sealed record StepResult(IReadOnlyList<double> Losses, IReadOnlyList<Measurements> Measured)
{
    /// <summary>Of a step in which nothing is computed, since every member is frozen: NaN and null.</summary>
    public static StepResult OfFrozen(int members, int layers, IReadOnlySet<Measurement> needed) => new(
        [.. Enumerable.Repeat(double.NaN, members)],
        [.. Enumerable.Range(0, members).Select(_ => Measurements.Absent(layers, needed))]);
}
