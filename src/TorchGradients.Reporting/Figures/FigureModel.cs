namespace TorchGradients.Reporting.Figures;

/// <summary>All that a figure shows, in numbers and words; drawing adds nothing but looks.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="XLabel">The quantity to the right.</param>
/// <param name="YLabel">The quantity upwards.</param>
/// <param name="Logarithmic">Whether upwards counts in powers of ten.</param>
/// <param name="Panels">The panels, at least one.</param>
public sealed record FigureModel(
    string Title, string XLabel, string YLabel, bool Logarithmic, IReadOnlyList<FigurePanel> Panels)
{
    /// <summary>The names of the lines of all panels, each once, in the order of the legend.</summary>
    public IReadOnlyList<string> LineNames =>
        [.. Panels.SelectMany(panel => panel.Lines).Select(line => line.Name).Distinct()];

    /// <summary>All points of all panels.</summary>
    internal IEnumerable<FigurePoint> Points => Panels.SelectMany(panel => panel.Lines).SelectMany(line => line.Points);

    /// <summary>Whether it shows values that are exactly 0, which have no place on a logarithmic scale.</summary>
    internal bool HasZeros => Logarithmic && Points.Any(point => point.Mean == 0);
}
