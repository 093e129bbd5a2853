using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>‖δ_l‖ by layer and step, a panel a cell: whether the gradient recovers, or dies, along training.</summary>
static class DeltaHeatFigure
{
    const int MostPanels = 16;

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        HeatPanel[] panels = [.. analysis.Cells.Select(Panel).OfType<HeatPanel>()];
        return new HeatFigure(
            "The size of the error term along training", "step", "layer", SharesScale: true, [.. panels.Take(MostPanels)])
        {
            Sentence = panels.Length == 0 ? "" : Sentence(panels),
            Reading = "Colours are geometric means over the seeds, in powers of ten.",
            Thinning = panels.Length <= MostPanels ? null
                : $"Shown are {MostPanels} of {panels.Length} cells, the first in the order of the config.",
        };
    }

    static HeatPanel? Panel(CellAnalysis cell)
    {
        var steps = cell.EndedRuns.SelectMany(run => run.DeltaNorms).GroupBy(step => step.Step).OrderBy(group => group.Key).ToArray();
        if (steps.Length == 0) return null;

        int layers = steps.SelectMany(step => step).Max(step => step.Values.Count);
        return new HeatPanel(
            cell.Title, "‖δ‖", Logarithmic: true, AroundOne: false,
            [.. steps.Select(step => step.Key.ToString(CultureInfo.InvariantCulture))],
            [.. Enumerable.Range(1, layers).Select(layer => layer.ToString(CultureInfo.InvariantCulture))],
            [
                .. Enumerable.Range(0, layers).Select(layer => (IReadOnlyList<double?>)
                [
                    .. steps.Select(step => Mean(step.Select(one => layer < one.Values.Count ? one.Values[layer] : null))),
                ]),
            ]);
    }

    static double? Mean(IEnumerable<double?> values)
    {
        double[] finite = [.. values.OfType<double>().Where(double.IsFinite)];
        return finite.Length == 0 ? null : Math.Exp(finite.Average(value => Math.Log(value)));
    }

    static string Sentence(HeatPanel[] panels)
    {
        (string Title, double Last)[] ends =
            [.. panels.Select(panel => (panel.Title, Last: panel.Values[0][^1])).Where(end => end.Last is not null).Select(end => (end.Title, end.Last!.Value))];
        return ends.Length == 0 ? "" : $"At the last recorded step layer 1 gets {FigureSentence.Range(ends)}.";
    }
}
