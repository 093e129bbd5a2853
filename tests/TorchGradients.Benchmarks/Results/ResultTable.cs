using System.Globalization;

namespace TorchGradients.Benchmarks.Results;

/// <summary>Results as a Markdown table, as a README takes it: the number, its target, and the medians it is made of.</summary>
static class ResultTable
{
    /// <summary>The head.</summary>
    internal const string Head = "| name | measure | target | measured | medians (least to largest) |\n|---|---|---|---|---|";

    /// <summary>A line.</summary>
    internal static string Line(Result result)
    {
        string judged = result.Holds switch { true => " ✓", false => " ✗", null => " (not judged)" };
        string sides = string.Join("; ", result.Finding.Sides.Select(Words));
        string note = result.Finding.Note is { } words ? $"; {words}" : "";
        return $"| {result.Measure.Name} | {result.Measure.What} | {result.Measure.Target} | {result.Value}{judged} | {sides}{note} |";
    }

    static string Words(Side side) =>
        $"{side.Name} {Number(side.Median)} {side.Unit} ({Number(side.Samples.Min())} to {Number(side.Samples.Max())})";

    // Three digits: no timing is known better.
    static string Number(double value) => value >= 100
        ? value.ToString("#,0", CultureInfo.InvariantCulture)
        : value.ToString("G3", CultureInfo.InvariantCulture);
}
