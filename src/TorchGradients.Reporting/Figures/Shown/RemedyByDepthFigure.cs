using System.Globalization;
using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>Remedies in rows, depths in columns: the decay factor, and the test accuracy.</summary>
static class RemedyByDepthFigure
{
    const int MostPanels = 8;
    const int MostRows = 40;

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        const string title = "Remedy and depth together: decay factor per layer before training, and test accuracy";
        FigureCell[] cells = [.. FigureCells.Of(analysis).All.Where(cell => cell.HiddenLayers > 0)];
        if (cells.Length == 0) return new HeatFigure(title, "hidden layers", "", SharesScale: false, []);
        if (cells.Select(cell => cell.HiddenLayers).Distinct().Count() == 1)
        {
            return new MissingFigure(title, $"all networks have {cells[0].HiddenLayers} hidden layers; an axis over model:depth varies them.");
        }

        HeatPanel[] panels =
        [
            .. cells.GroupBy(cell => cell.PanelBesideDepth).SelectMany(group => new[]
            {
                Panel(group, "decay factor per layer", "deltaDecayAtInitialization", aroundOne: true),
                Panel(group, "test accuracy", "testAccuracy", aroundOne: false),
            }).Where(panel => panel.Numbers.Any()),
        ];
        int names = cells.GroupBy(cell => cell.PanelBesideDepth).Max(group => group.Select(cell => cell.Name).Distinct().Count());
        return new HeatFigure(title, "hidden layers", "", SharesScale: false, [.. panels.Take(MostPanels)])
        {
            Sentence = string.Join(' ', panels.Take(2).Select(Sentence)),
            Reading = "Numbers are arithmetic means over the seeds. A decay factor of 1 keeps the error term's size.",
            Thinning = panels.Length <= MostPanels && names <= MostRows ? null
                : $"Shown are {Math.Min(MostPanels, panels.Length)} of {panels.Length} panels, of {names} rows at most {MostRows}; comparison.csv has all cells.",
        };
    }

    static HeatPanel Panel(IGrouping<string, FigureCell> cells, string label, string measure, bool aroundOne)
    {
        int[] depths = [.. cells.Select(cell => cell.HiddenLayers).Distinct().Order()];
        string[] names = [.. cells.OrderBy(cell => cell.Style).Select(cell => cell.Name).Distinct().Take(MostRows).Reverse()];   // the first on top
        return new HeatPanel(
            cells.Key.Length == 0 ? label : $"{cells.Key}: {label}", label, Logarithmic: aroundOne, aroundOne,
            [.. depths.Select(depth => depth.ToString(CultureInfo.InvariantCulture))],
            names,
            [
                .. names.Select(name => (IReadOnlyList<double?>)
                [
                    .. depths.Select(depth => cells.FirstOrDefault(cell => cell.Name == name && cell.HiddenLayers == depth)
                        ?.Cell[measure].Mean?.Mean),
                ]),
            ]);
    }

    static string Sentence(HeatPanel panel)
    {
        (string Name, double Value)[] deepest =
            [.. panel.Rows.Zip(panel.Values, (name, row) => (name, row[^1])).Where(pair => pair.Item2 is not null).Select(pair => (pair.name, pair.Item2!.Value))];
        return deepest.Length == 0 ? "" : $"With {panel.Columns[^1]} hidden layers, {panel.Title}: {FigureSentence.Range(deepest)}.";
    }
}
