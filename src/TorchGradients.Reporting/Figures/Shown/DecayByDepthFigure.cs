using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>The decay factor per layer against the depth: whether a remedy holds when networks grow.</summary>
static class DecayByDepthFigure
{
    const int MostPanels = 12;
    const int MostLines = 12;
    const string Measure = "deltaDecayAtInitialization";

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        const string title = "Whether remedies hold when networks grow: decay factor per layer before training";
        FigureCell[] cells = [.. FigureCells.Of(analysis).All.Where(cell => cell.HiddenLayers > 0)];
        if (cells.Select(cell => cell.HiddenLayers).Distinct().Count() == 1)
        {
            return new MissingFigure(title, $"all networks have {cells[0].HiddenLayers} hidden layers; an axis over model:depth varies them.");
        }

        FigurePanel[] all = [.. Panels(cells, Point)];
        FigurePanel[] shown = [.. all.Take(MostPanels).Select(panel => panel with { Lines = [.. panel.Lines.Take(MostLines)] })];
        int count = all.Sum(panel => panel.Lines.Count), left = count - shown.Sum(panel => panel.Lines.Count);
        FigurePanel[] panels =
            [.. shown.Zip(Panels(cells, Predicted), (measured, predicted) => PredictedLines.Beside(measured, Only(predicted, measured)))];
        var figure = new LineFigure(title, "hidden layers", "decay factor per layer", Logarithmic: true, panels)
        {
            Thinning = left == 0 ? null : $"Shown are {count - left} of {count} lines, the first in the order of the config; comparison.csv has all cells.",
            Reading = ("1 keeps the error term's size, below it vanishes, above it explodes. Lines are arithmetic means over the seeds, bands their 95 % intervals. "
                + PredictedLines.Reading(analysis, panels)).TrimEnd(),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "depth", atLast: true) };
    }

    static IEnumerable<FigurePanel> Panels(IEnumerable<FigureCell> cells, Func<FigureCell, FigurePoint?> point) =>
        from cell in cells
        group cell by cell.PanelBesideDepth into panel
        select new FigurePanel(panel.Key,
        [
            .. from cell in panel
               group cell by cell.Name into line
               let points = line.Select(point).OfType<FigurePoint>().OrderBy(one => one.X).ToArray()
               where points.Length > 0
               select new FigureLine(line.Key, line.First().Style, points),
        ]);

    /// <summary>The predictions of the lines that are shown.</summary>
    static FigurePanel Only(FigurePanel predicted, FigurePanel shown) =>
        predicted with { Lines = [.. predicted.Lines.Where(line => shown.Lines.Any(other => other.Name == line.Name))] };

    static FigurePoint? Predicted(FigureCell cell) =>
        PredictedLines.DecayFactor(cell.Cell) is { } factor ? new FigurePoint(cell.HiddenLayers, factor, factor, factor) : null;

    // The interval of an arithmetic mean may reach below 0, where no logarithm is.
    static FigurePoint? Point(FigureCell cell) => cell.Cell[Measure].Mean is not { } mean ? null
        : mean is { Low: { } low and > 0, High: { } high } ? new FigurePoint(cell.HiddenLayers, mean.Mean, low, high)
        : new FigurePoint(cell.HiddenLayers, mean.Mean, mean.Mean, mean.Mean);
}
