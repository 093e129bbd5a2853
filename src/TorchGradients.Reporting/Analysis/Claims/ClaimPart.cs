namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>What one cell, one pair of cells or one slope says of a claim.</summary>
/// <param name="Outcome">Whether it agrees.</param>
/// <param name="Text">The numbers, in a sentence without an end.</param>
public sealed record ClaimPart(ClaimOutcome Outcome, string Text);
