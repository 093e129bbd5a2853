namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>A reason why a network will not train.</summary>
/// <param name="Cause">The reason in a word.</param>
/// <param name="Sentence">The reason with its numbers.</param>
public sealed record PreflightFinding(PreflightCause Cause, string Sentence);
