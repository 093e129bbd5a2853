namespace TorchGradients.Reporting.Figures;

/// <summary>Tables whose numbers are colours, in panels side by side.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="XLabel">What the columns are.</param>
/// <param name="YLabel">What the rows are.</param>
/// <param name="SharesScale">Whether a colour means the same number in all panels; else the numbers stand in the cells.</param>
/// <param name="Panels">The panels.</param>
public sealed record HeatFigure(
    string Title, string XLabel, string YLabel, bool SharesScale, IReadOnlyList<HeatPanel> Panels) : FigureModel(Title)
{
    /// <inheritdoc/>
    public override bool IsEmpty => !Panels.Any(panel => panel.Numbers.Any());

    /// <summary>The colours of a panel.</summary>
    internal HeatScale ScaleOf(HeatPanel panel) => new(SharesScale ? Panels : [panel]);
}
