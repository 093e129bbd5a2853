namespace TorchGradients.Reporting.Figures;

/// <summary>Lines with bands in panels side by side that share the upward axis.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="XLabel">The quantity to the right.</param>
/// <param name="YLabel">The quantity upwards.</param>
/// <param name="Logarithmic">Whether upwards counts in powers of ten.</param>
/// <param name="Panels">The panels.</param>
public sealed record LineFigure(
    string Title, string XLabel, string YLabel, bool Logarithmic, IReadOnlyList<FigurePanel> Panels) : FigureModel(Title)
{
    /// <summary>The names of the lines of all panels, each once, in the order of the legend.</summary>
    public IReadOnlyList<string> LineNames => [.. Legend.Select(line => line.Name)];

    /// <inheritdoc/>
    public override bool IsEmpty => !Points.Any();

    /// <summary>A line of each name, in the order of the legend; one for all predictions, the last.</summary>
    internal IReadOnlyList<FigureLine> Legend =>
    [
        .. Panels.SelectMany(panel => panel.Lines).Where(line => !line.IsPrediction).DistinctBy(line => line.Name).OrderBy(line => line.Style),
        .. Panels.SelectMany(panel => panel.Lines).Where(line => line.IsPrediction).Take(1)
            .Select(_ => new FigureLine(FigureLine.PredictionName, LineStyles.None, []) { IsPrediction = true }),
    ];

    /// <summary>All points of all panels.</summary>
    internal IEnumerable<FigurePoint> Points => Panels.SelectMany(panel => panel.Lines).SelectMany(line => line.Points);

    /// <summary>Whether it shows values that are exactly 0, which have no place on a logarithmic scale.</summary>
    internal bool HasZeros => Logarithmic && Points.Any(point => point.Mean == 0);

    /// <summary>What a 0 of it stands for.</summary>
    internal string ZeroMeaning { get; init; } = "exactly 0";

    /// <summary>The panels that have a line.</summary>
    internal IReadOnlyList<FigurePanel> Drawn => [.. Panels.Where(panel => panel.Lines.Count > 0)];
}
