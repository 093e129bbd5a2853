using System.Globalization;
using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Figures;

/// <summary>What a figure comes to, in a sentence with the numbers.</summary>
static class FigureSentence
{
    const int MostPanels = 4;
    const int MostNames = 3;

    /// <summary>Of lines the lowest and the highest at the first or the last place of each panel.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="place">What the place is, for example <c>layer</c>.</param>
    /// <param name="atLast">Whether at the last place.</param>
    public static string Of(LineFigure figure, string place, bool atLast = false)
    {
        IReadOnlyList<FigurePanel> panels = figure.Drawn;
        string rest = (panels.Count - MostPanels) switch
        {
            <= 0 => "",
            1 => " One more panel is in the figure.",
            int more => $" {more} more panels are in the figure.",
        };
        return string.Join(' ', panels.Take(MostPanels).Select(panel => Of(panel, place, atLast))) + rest;
    }

    /// <summary>
    /// For example <c>from 0.10 (none, adam) to 0.74 (batch-norm)</c>: numbers that read the same are a tie, and all who
    /// share it are named; between names that have commas of their own stand semicolons.
    /// </summary>
    public static string Range(IReadOnlyList<(string Name, double Value)> entries)
    {
        string low = ShortNumber.Of(entries.Min(entry => entry.Value)), high = ShortNumber.Of(entries.Max(entry => entry.Value));
        return entries.Count == 1 ? low
            : low == high ? low + " everywhere"
            : $"from {low} ({Names(entries, low)}) to {high} ({Names(entries, high)})";
    }

    static string Of(FigurePanel panel, string place, bool atLast)
    {
        FigureLine[] lines = [.. panel.Lines.Where(line => !line.IsPrediction)];
        double[] x = [.. lines.SelectMany(line => line.Points).Select(point => point.X)];
        double at = atLast ? x.Max() : x.Min();
        (string Name, double Mean)[] there =
        [
            .. from line in lines
               from point in line.Points
               where point.X == at
               select (line.Name, point.Mean),
        ];
        string where = $"{(panel.Title.Length == 0 ? "" : panel.Title + ", ")}{place} {at.ToString("0.#", CultureInfo.InvariantCulture)}";
        string absent = there.Length == lines.Length ? "" : $"; {lines.Length - there.Length} of {lines.Length} lines have no value there";
        return $"At {where}: {Range(there)}{absent}.";
    }

    static string Names(IReadOnlyList<(string Name, double Value)> entries, string text)
    {
        string[] names = [.. entries.Where(entry => ShortNumber.Of(entry.Value) == text).Select(entry => entry.Name)];
        string between = names.Any(name => name.Contains(',', StringComparison.Ordinal)) ? "; " : ", ";
        return string.Join(between, names.Take(MostNames)) + (names.Length > MostNames ? $" and {names.Length - MostNames} more" : "");
    }
}
