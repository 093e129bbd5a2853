using TorchGradients.Planning;

namespace TorchGradients.Execution;

/// <summary>A run that is to be executed, and where.</summary>
/// <param name="Run">The run.</param>
/// <param name="Folder">
/// Its attempt's folder; made where missing. Null: the run only trains along, in its place of a cohort, and nothing of it is
/// kept.
/// </param>
public sealed record RunAttempt(PlannedRun Run, string? Folder);
