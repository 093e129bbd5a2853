using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Figures;

/// <summary>
/// Divides the cells of a grid among panels: networks of different depth do not share one, and where there would be
/// more than eight lines, the axis with the fewest values divides them.
/// </summary>
static class PanelSplit
{
    const int MostLines = 8;

    public static IReadOnlyList<FigurePanel> Of(
        ExperimentArchive archive, Func<ArchivedCell, IReadOnlyList<FigurePoint>> points)
    {
        var cells = archive.Cells;
        int[] varied = [.. Enumerable.Range(0, archive.Axes.Count).Where(axis => Values(cells, axis) > 1)];
        int[] split = SplitAxes(cells, varied);
        return
        [
            .. from cell in cells
               group cell by Label(archive, cell, split, " = ", ", ") into panel
               let lines = panel.Select(cell => Line(archive, cell, [.. varied.Except(split)], points(cell)))
               select new FigurePanel(panel.Key, [.. lines.Where(line => line.Points.Count > 0)]),
        ];
    }

    static FigureLine Line(
        ExperimentArchive archive, ArchivedCell cell, int[] axes, IReadOnlyList<FigurePoint> points) =>
        new(axes.Length == 0 ? archive.Plan.Experiment : string.Join(", ", axes.Select(axis => cell.Values[axis])), points);

    static string Label(ExperimentArchive archive, ArchivedCell cell, int[] axes, string equals, string comma) =>
        string.Join(comma, axes.Select(axis => archive.Axes[axis].Name + equals + cell.Values[axis]));

    static int[] SplitAxes(IReadOnlyList<ArchivedCell> cells, int[] varied)
    {
        List<int> split = [.. varied.Where(axis => DividesDepths(cells, axis)).Take(1)];
        while (LargestGroup(cells, split) > MostLines && split.Count + 1 < varied.Length)
        {
            split.Add(varied.Except(split).MinBy(axis => Values(cells, axis)));
        }

        return [.. split.Order()];
    }

    static bool DividesDepths(IReadOnlyList<ArchivedCell> cells, int axis)
    {
        (string Value, int Depth)[] depths =
            [.. cells.Select(cell => (cell.Values[axis], LayerCount(cell))).Where(pair => pair.Item2 > 0)];
        return depths.Select(pair => pair.Depth).Distinct().Count() > 1
            && depths.GroupBy(pair => pair.Value).All(group => group.Select(pair => pair.Depth).Distinct().Count() == 1);
    }

    static int LayerCount(ArchivedCell cell) => cell.Runs
        .SelectMany(run => run.Records.LayerQuantities.Take(1).Select(name => run.Records[name].First().Values.Count))
        .FirstOrDefault();

    static int LargestGroup(IReadOnlyList<ArchivedCell> cells, IReadOnlyList<int> axes) => cells
        .GroupBy(cell => string.Join('\u001f', axes.Select(axis => cell.Values[axis])))
        .Select(group => group.Count())
        .DefaultIfEmpty(0)
        .Max();

    static int Values(IReadOnlyList<ArchivedCell> cells, int axis) =>
        cells.Select(cell => cell.Values[axis]).Distinct().Count();
}
