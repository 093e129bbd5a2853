namespace TorchGradients.Reporting.Figures;

/// <summary>A figure after the attempt to draw it.</summary>
/// <param name="Figure">Which one.</param>
/// <param name="Model">What it shows.</param>
/// <param name="Files">What was written, PNG and SVG; none where it could not be drawn.</param>
/// <param name="Reason">Why it could not be drawn; null where it was.</param>
public sealed record DrawnFigure(Figure Figure, FigureModel Model, IReadOnlyList<string> Files, string? Reason)
{
    /// <summary>The figure's name.</summary>
    public string Name => Figure.Name;
}
