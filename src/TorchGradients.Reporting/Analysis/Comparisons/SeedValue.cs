namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>A measure of a cell with one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Value">
/// The value; null where there is none, or none that is finite. Without a choice among nuisance values the mean over
/// them
/// (geometric for a measure that is compared by ratios).
/// </param>
/// <param name="LeftOut">How many runs have a value that is not finite and was left out.</param>
public sealed record SeedValue(long Seed, double? Value, int LeftOut);
