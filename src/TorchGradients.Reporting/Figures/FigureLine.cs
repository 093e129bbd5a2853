namespace TorchGradients.Reporting.Figures;

/// <summary>A line of a figure: a cell of the grid.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Style">Colour, marker and dashes: the same number for the same name in all figures of an experiment.</param>
/// <param name="Points">Its points, from left to right.</param>
public sealed record FigureLine(string Name, int Style, IReadOnlyList<FigurePoint> Points);
