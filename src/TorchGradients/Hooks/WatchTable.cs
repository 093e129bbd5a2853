using System.Globalization;
using System.Text;
using TorchGradients.Records;

namespace TorchGradients.Hooks;

/// <summary>A watch's report as plain text.</summary>
static class WatchTable
{
    const int BarWidth = 20;
    const string Absent = "–";

    const string NothingYet = "No gradient has come by yet: call the model with call(), gradients enabled, "
        + "and backward() on the loss before Report().";

    /// <summary>The table and what must be said below it.</summary>
    public static string Text(WatchReport report)
    {
        List<string> lines = report.Layers.Count == 0
            ? [NothingYet]
            : [.. Rows(report.Layers), "", Decay(report.Decay)];
        if (report.Layers.Count > 0 && report.NotReached.Count > 0)
        {
            lines.Add($"No gradient came to: {string.Join(", ", report.NotReached)}.");
        }

        if (report.NotWatched.Count > 0)
        {
            lines.Add($"Not watched (not one tensor in and one out): {string.Join(", ", report.NotWatched)}.");
        }

        return string.Join('\n', lines);
    }

    static IEnumerable<string> Rows(IReadOnlyList<WatchedLayer> layers)
    {
        var bar = new LogarithmicBar([.. layers.Select(layer => (double?)layer.DeltaNorm)], BarWidth, unicode: true);
        string[][] cells =
        [
            ["layer", "kind", "‖δ‖", "(log scale)", "to next", "‖∂W‖"],
            .. layers.Select(layer => new[]
            {
                layer.Name, layer.Kind, Number(layer.DeltaNorm), bar.Of(layer.DeltaNorm),
                Number(layer.Attenuation), Number(layer.WeightGradientNorm),
            }),
        ];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length))];
        return cells.Select(row => Line(row, widths));
    }

    static string Line(string[] row, int[] widths)
    {
        var line = new StringBuilder();
        for (int column = 0; column < row.Length; column++)
        {
            bool isText = column is 0 or 1 or 3;
            line.Append(isText ? row[column].PadRight(widths[column]) : row[column].PadLeft(widths[column])).Append("  ");
        }

        return line.ToString().TrimEnd();
    }

    static string Decay(DecayFactor? decay)
    {
        if (decay?.FactorPerLayer is not { } factor)
        {
            return "Decay factor per layer: none; it needs two layers with a weight before the output layer, "
                + "and norms that are neither 0 nor infinite.";
        }

        string interval = decay is { Low: { } low, High: { } high }
            ? $" (95 % interval {Number(low)} to {Number(high)})"
            : "";
        return $"Decay factor per layer: {Number(factor)}{interval}: "
            + "below 1 the gradient vanishes, above 1 it explodes.";
    }

    /// <summary>Three digits or more, in powers of ten where the number is small or large.</summary>
    static string Number(double? value) => value switch
    {
        null => Absent,
        0 => "0",
        { } number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) is >= 0.1 and < 1e3 => number.ToString("0.000", CultureInfo.InvariantCulture),
        { } number => number.ToString("0.00e-0", CultureInfo.InvariantCulture),
    };
}
