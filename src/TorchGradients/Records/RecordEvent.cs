namespace TorchGradients.Records;

/// <summary>An event of <c>records.clef</c>.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Step">The step, 0 … steps − 1.</param>
/// <param name="Quantity">The quantity; of a lifecycle event what happened, for example <c>started</c>.</param>
/// <param name="Values">A value per layer 1 … L, several that belong to no layer, or one; empty for a lifecycle event.</param>
/// <param name="Detail">What more a lifecycle event tells; else null.</param>
public sealed record RecordEvent(
    DateTimeOffset Time, RecordKind Kind, int Step, string Quantity, IReadOnlyList<double?> Values, string? Detail);
