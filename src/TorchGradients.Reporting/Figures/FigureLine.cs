namespace TorchGradients.Reporting.Figures;

/// <summary>A line of a figure: a cell of the grid.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Style">Colour, marker and dashes: the same number for the same name in all figures of an experiment.</param>
/// <param name="Points">Its points, from left to right.</param>
public sealed record FigureLine(string Name, int Style, IReadOnlyList<FigurePoint> Points)
{
    /// <summary>The legend's name of all predictions.</summary>
    internal const string PredictionName = "predicted by theory";

    /// <summary>
    /// Whether it is what theory predicts for the line of the same style: in its colour, thin, in short dashes, without
    /// markers; the legend has one entry for all of them.
    /// </summary>
    public bool IsPrediction { get; init; }
}
