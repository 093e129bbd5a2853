namespace TorchGradients.Reporting.Figures;

/// <summary>Estimates with their intervals, one below the other, in panels side by side.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="Panels">The panels.</param>
public sealed record IntervalFigure(string Title, IReadOnlyList<IntervalPanel> Panels) : FigureModel(Title)
{
    /// <inheritdoc/>
    public override bool IsEmpty => Panels.All(panel => panel.Marks.Count == 0);
}
