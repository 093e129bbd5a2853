using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures;

/// <summary>
/// Divides the cells of a grid among panels: networks of different depth do not share one, and where there would be
/// more than eight lines, the axis with the fewest values divides them. What then still is too much is left out, and said so.
/// </summary>
sealed class FigureCells
{
    const int MostLines = 8;
    const int MostShownLines = 12;
    const int MostPanels = 12;

    FigureCells(IReadOnlyList<FigureCell> all) => All = all;

    /// <summary>Every cell.</summary>
    public IReadOnlyList<FigureCell> All { get; }

    /// <summary>The cells of a figure's panels, as many as can be shown.</summary>
    public IReadOnlyList<IGrouping<string, FigureCell>> Panels(int most = MostPanels) =>
        [.. All.GroupBy(cell => cell.Panel).Take(most).SelectMany(panel => panel.Take(MostShownLines)).GroupBy(cell => cell.Panel)];

    /// <summary>Says what a figure with that many panels leaves out; null where it shows all.</summary>
    public string? Thinning(int most = MostPanels)
    {
        int shown = Panels(most).Sum(panel => panel.Count());
        return shown == All.Count ? null
            : $"Shown are {shown} of {All.Count} cells, the first in the order of the config; comparison.csv has the measures of all.";
    }

    /// <summary>A line for every cell that has points.</summary>
    public IEnumerable<FigurePanel> Lines(
        Func<CellAnalysis, IReadOnlyList<FigurePoint>> points, string what = "", int most = MostPanels) =>
        Panels(most).Select(panel => new FigurePanel(
            panel.Key.Length == 0 || what.Length == 0 ? panel.Key + what : $"{panel.Key}: {what}",
            [
                .. panel.Select(cell => new FigureLine(cell.Name, cell.Style, points(cell.Cell)))
                    .Where(line => line.Points.Count > 0),
            ]));

    /// <summary>The cells of an experiment with panel, name and style.</summary>
    public static FigureCells Of(ExperimentAnalysis analysis)
    {
        var cells = analysis.Cells;
        if (cells.Count == 0) return new FigureCells([]);

        int[] varied = [.. Enumerable.Range(0, cells[0].Axes.Count).Where(axis => Values(cells, axis) > 1)];
        int[] depth = [.. varied.Where(axis => DividesDepths(cells, axis)).Take(1)];
        int[] split = SplitAxes(cells, varied, depth);
        int[] naming = [.. varied.Except(split)];
        var styles = new Dictionary<string, int>();
        return new FigureCells(
        [
            .. cells.Select(cell =>
            {
                string name = naming.Length == 0 ? analysis.Archive.Plan.Experiment
                    : string.Join(" + ", naming.Select(axis => ValueName.Of(cell.Axes[axis].Name, cell.Values[axis])));
                if (!styles.TryGetValue(name, out int style)) styles[name] = style = styles.Count;
                return new FigureCell(cell, Label(cell, split), Label(cell, [.. split.Except(depth)]), name, style, HiddenLayers(cell));
            }),
        ]);
    }

    static string Label(CellAnalysis cell, int[] axes) =>
        string.Join(", ", axes.Select(axis => $"{cell.Axes[axis].Name} = {cell.Values[axis]}"));

    static int[] SplitAxes(IReadOnlyList<CellAnalysis> cells, int[] varied, int[] depth)
    {
        List<int> split = [.. depth];
        while (LargestGroup(cells, split) > MostLines && split.Count + 1 < varied.Length)
        {
            split.Add(varied.Except(split).MinBy(axis => Values(cells, axis)));
        }

        return [.. split.Order()];
    }

    static bool DividesDepths(IReadOnlyList<CellAnalysis> cells, int axis)
    {
        (string Value, int Depth)[] depths =
            [.. cells.Select(cell => (cell.Values[axis], HiddenLayers(cell))).Where(pair => pair.Item2 > 0)];
        return depths.Select(pair => pair.Depth).Distinct().Count() > 1
            && depths.GroupBy(pair => pair.Value).All(group => group.Select(pair => pair.Depth).Distinct().Count() == 1);
    }

    static int HiddenLayers(CellAnalysis cell) =>
        cell.Runs.Select(run => run.First.Layers.Count).FirstOrDefault(count => count > 0) - 1;

    static int LargestGroup(IReadOnlyList<CellAnalysis> cells, IReadOnlyList<int> axes) => cells
        .GroupBy(cell => string.Join('\u001f', axes.Select(axis => cell.Values[axis])))
        .Select(group => group.Count())
        .DefaultIfEmpty(0)
        .Max();

    static int Values(IReadOnlyList<CellAnalysis> cells, int axis) =>
        cells.Select(cell => cell.Values[axis]).Distinct().Count();
}
