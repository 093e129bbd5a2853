namespace TorchGradients.Reporting.Figures;

/// <summary>A line of a figure: a cell of the grid.</summary>
/// <param name="Name">What the legend says; the same name has the same colour in all panels.</param>
/// <param name="Points">Its points, from left to right.</param>
public sealed record FigureLine(string Name, IReadOnlyList<FigurePoint> Points);
