using System.Globalization;
using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Figures;

/// <summary>What a figure comes to, in a sentence with the numbers.</summary>
static class FigureSentence
{
    const int MostPanels = 4;

    /// <summary>Of lines the lowest and the highest at the first or the last place of each panel.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="place">What the place is, for example <c>layer</c>.</param>
    /// <param name="atLast">Whether at the last place.</param>
    public static string Of(LineFigure figure, string place, bool atLast = false)
    {
        IReadOnlyList<FigurePanel> panels = figure.Drawn;
        string rest = panels.Count > MostPanels ? $" The other {panels.Count - MostPanels} panels are in the table of numbers." : "";
        return string.Join(' ', panels.Take(MostPanels).Select(panel => Of(panel, place, atLast))) + rest;
    }

    static string Of(FigurePanel panel, string place, bool atLast)
    {
        double[] x = [.. panel.Lines.SelectMany(line => line.Points).Select(point => point.X)];
        double at = atLast ? x.Max() : x.Min();
        (string Name, double Mean)[] there =
        [
            .. from line in panel.Lines
               from point in line.Points
               where point.X == at
               select (line.Name, point.Mean),
        ];
        string where = $"{(panel.Title.Length == 0 ? "" : panel.Title + ", ")}{place} {at.ToString("0.#", CultureInfo.InvariantCulture)}";
        var low = there.MinBy(entry => entry.Mean);
        var high = there.MaxBy(entry => entry.Mean);
        return there.Length == 1 || low.Mean == high.Mean
            ? $"At {where}: {ShortNumber.Of(low.Mean)}{(there.Length == 1 ? "" : " everywhere")}."
            : $"At {where}: from {ShortNumber.Of(low.Mean)} ({low.Name}) to {ShortNumber.Of(high.Mean)} ({high.Name}).";
    }
}
