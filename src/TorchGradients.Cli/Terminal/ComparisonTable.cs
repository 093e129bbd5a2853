using Spectre.Console;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// The cells of an experiment, means over the seeds, and below each number how it compares to the baseline: the ratio,
/// with a
/// star where the difference is significant. Measures that no cell has are left out, and on a narrow console some
/// others.
/// </summary>
public static class ComparisonTable
{
    const int MostRows = 40;
    const int WidthForAll = 105;

    static readonly string[] _onWideConsoles = ["trainLoss", "deltaDecayAtEnd"];

    /// <summary>Prints the table; nothing for fewer than two cells.</summary>
    public static void Render(IAnsiConsole console, ExperimentAnalysis analysis)
    {
        if (analysis.Cells.Count < 2) return;

        bool unicode = console.Profile.Capabilities.Unicode;
        bool isNarrow = console.Profile.Width < WidthForAll;
        Measure[] measures =
        [
            .. Measure.All.Where(measure => analysis.Cells.Any(cell => cell[measure.Name].Mean is not null))
                .Where(measure => !isNarrow || !_onWideConsoles.Contains(measure.Name)),
        ];
        var table = new Table { Border = unicode ? TableBorder.Simple : TableBorder.Ascii, UseSafeBorder = true };
        table.Title = new TableTitle("Comparison, means over seeds");
        table.Caption = new TableTitle(Caption(analysis, unicode));
        table.AddColumn(new TableColumn("cell").PadLeft(1).PadRight(0));
        table.AddColumn(new TableColumn("runs").PadLeft(1).PadRight(0).RightAligned());
        foreach (var measure in measures) table.AddColumn(new TableColumn(Head(measure)).PadLeft(1).PadRight(0).RightAligned().NoWrap());

        foreach (var cell in analysis.Cells.Take(MostRows))
        {
            table.AddRow(
            [
                new Text(cell.Tuning is { } tuning ? $"{cell.Title}\n{tuning.Title}" : cell.Title),
                new Text(PlainNumber(cell.EndedRuns.Count())),
                .. measures.Select(measure => new Text(Entry(cell, measure, analysis.Thresholds.Significance, unicode))),
            ]);
        }

        console.Write(table);
        if (analysis.Cells.Count > MostRows)
        {
            console.WriteLine($"... and {analysis.Cells.Count - MostRows} more cells; all are in comparison.csv.");
        }
    }

    static string Head(Measure measure) => measure.Name switch
    {
        "testAccuracy" => "test accuracy",
        "trainLoss" => "training loss",
        "deltaDecayAtInitialization" => "decay at start",
        "deltaDecayAtEnd" => "decay at end",
        "firstLayerUpdateRatio" => "update ratio",
        _ => measure.Title,
    };

    static string Entry(CellAnalysis cell, Measure measure, double level, bool unicode)
    {
        string mean = Mean(cell[measure.Name], unicode);
        if (cell.IsBaseline) return $"{mean}\nbaseline";
        if (cell.Compared(measure.Name) is not { } compared) return mean;

        string ratio = $"{(unicode ? "×" : "x")} {ShortNumber.Of(compared.Paired.Ratio)}";
        return $"{mean}\n{ratio}{(compared.IsSignificant(level) ? " *" : "")}";
    }

    static string Mean(CellMeasure measured, bool unicode)
    {
        if (measured.Mean is not { } mean) return measured.LeftOut > 0 ? "not finite" : unicode ? "–" : "-";

        string interval = measured.Measure.Name == "testAccuracy" && mean is { Low: not null, High: not null }
            ? $" ({ShortNumber.Of(Math.Max(0, mean.Low.Value))}{(unicode ? "–" : "-")}{ShortNumber.Of(Math.Min(1, mean.High.Value))})"
            : "";
        return ShortNumber.Of(mean.Mean) + interval;
    }

    static string Caption(ExperimentAnalysis analysis, bool unicode)
    {
        if (!analysis.Cells.Any(cell => cell.Comparisons.Count > 0)) return "In brackets: 95 % interval.";

        string sign = unicode ? "×" : "x";
        return $"{sign}: ratio to the baseline, paired by seed; *: p < {ShortNumber.Of(analysis.Thresholds.Significance, 1)} after "
            + "Holm's correction; in brackets: 95 % interval.";
    }

    static string PlainNumber(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
