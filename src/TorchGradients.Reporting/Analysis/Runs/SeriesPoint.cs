namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>A block of neighbouring recorded steps.</summary>
/// <param name="Step">Their mean.</param>
/// <param name="Mean">The mean of the finite values; NaN without any.</param>
/// <param name="LogarithmicMean">
/// The geometric mean; 0 where a value is 0, NaN without finite values or with negative ones.
/// </param>
public readonly record struct SeriesPoint(double Step, double Mean, double LogarithmicMean);
