namespace TorchGradients.Reporting.Figures;

/// <summary>A point of a line: the mean over the seeds, and the smallest and largest of them.</summary>
/// <param name="X">The layer, or the step.</param>
/// <param name="Mean">The mean over the seeds, geometric on a logarithmic scale; 0 where one of them is 0.</param>
/// <param name="Low">The smallest value of a seed.</param>
/// <param name="High">The largest.</param>
public sealed record FigurePoint(double X, double Mean, double Low, double High);
