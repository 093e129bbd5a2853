namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>What a conclusion hangs on, found by the program itself.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="Text">A sentence or two.</param>
public sealed record Caveat(CaveatKind Kind, string Text);
