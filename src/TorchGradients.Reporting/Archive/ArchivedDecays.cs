namespace TorchGradients.Reporting.Archive;

/// <summary>The decay of the error term at the two ends of a run; null where ‖δ‖ was not recorded.</summary>
/// <param name="AtInitialization">At the first recorded step.</param>
/// <param name="AtEnd">At the last recorded step.</param>
public sealed record ArchivedDecays(ArchivedDecay? AtInitialization, ArchivedDecay? AtEnd);
