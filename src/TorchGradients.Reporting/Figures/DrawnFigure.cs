namespace TorchGradients.Reporting.Figures;

/// <summary>A figure after the attempt to draw it.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Files">What was written, PNG and SVG; none where it could not be drawn.</param>
/// <param name="Reason">Why it could not be drawn; null where it was.</param>
public sealed record DrawnFigure(string Name, IReadOnlyList<string> Files, string? Reason);
