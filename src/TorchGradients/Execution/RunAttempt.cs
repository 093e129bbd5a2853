using TorchGradients.Planning;

namespace TorchGradients.Execution;

/// <summary>A run that is to be executed, and where.</summary>
/// <param name="Run">The run.</param>
/// <param name="Folder">
/// Its attempt's folder; made where missing. Null: of the run nothing is kept. It trains along in its place of a
/// cohort, or only keeps that place where the others go on from their checkpoints.
/// </param>
/// <param name="SecondsBefore">
/// Its time in an attempt that left nothing to go on from, in seconds; it counts in its outcome and towards its time
/// limit.
/// </param>
public sealed record RunAttempt(PlannedRun Run, string? Folder, double SecondsBefore = 0);
