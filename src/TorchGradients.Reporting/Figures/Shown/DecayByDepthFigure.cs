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

        var figure = new LineFigure(
            title, "hidden layers", "decay factor per layer", Logarithmic: true,
            [
                .. from cell in cells
                   group cell by cell.PanelBesideDepth into panel
                   select new FigurePanel(panel.Key,
                   [
                       .. from cell in panel
                          group cell by cell.Name into line
                          let points = line.Select(Point).OfType<FigurePoint>().OrderBy(point => point.X).ToArray()
                          where points.Length > 0
                          select new FigureLine(line.Key, line.First().Style, points),
                   ]),
            ]);
        FigurePanel[] shown = [.. figure.Panels.Take(MostPanels).Select(panel => panel with { Lines = [.. panel.Lines.Take(MostLines)] })];
        int all = figure.Panels.Sum(panel => panel.Lines.Count), left = all - shown.Sum(panel => panel.Lines.Count);
        figure = figure with
        {
            Panels = shown,
            Thinning = left == 0 ? null : $"Shown are {all - left} of {all} lines, the first in the order of the config; comparison.csv has all cells.",
            Reading = "1 keeps the error term's size, below it vanishes, above it explodes. Lines are arithmetic means over the seeds, bands their 95 % intervals.",
        };
        return figure with { Sentence = FigureSentence.Of(figure, "depth", atLast: true) };
    }

    // The interval of an arithmetic mean may reach below 0, where no logarithm is.
    static FigurePoint? Point(FigureCell cell) => cell.Cell[Measure].Mean is not { } mean ? null
        : mean is { Low: { } low and > 0, High: { } high } ? new FigurePoint(cell.HiddenLayers, mean.Mean, low, high)
        : new FigurePoint(cell.HiddenLayers, mean.Mean, mean.Mean, mean.Mean);
}
