using System.Globalization;
using Spectre.Console;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// A grid, a line a cell: what reaches the first layer (with a bar on a logarithmic scale), whether that layer's
/// weights
/// move, and what came of the training. Columns that nobody recorded are left out, and the bar where there is no room.
/// </summary>
public static class CellTable
{
    const int BarWidth = 10;
    const int WidthWithBar = 100;

    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="axes">The grid's axes.</param>
    /// <param name="cells">Its cells.</param>
    public static void Render(IAnsiConsole console, IReadOnlyList<ArchivedAxis> axes, IReadOnlyList<CellSummary> cells)
    {
        bool unicode = console.Profile.Capabilities.Unicode;
        string absent = unicode ? "–" : "-";
        var bar = new LogarithmicBar([.. cells.Select(cell => cell.FirstDelta)], BarWidth, unicode);
        Column[] columns =
        [
            .. axes.Select((axis, index) => new Column(axis.Name, cell => cell.Cell.Values[index], IsRight: false)),
            Number(unicode ? "‖δ₁‖" : "|delta 1|", cell => cell.FirstDelta),
            .. console.Profile.Width >= WidthWithBar ? [new Column("(log scale)", cell => bar.Of(cell.FirstDelta), IsRight: false)] : (Column[])[],
            Number("decay", cell => cell.FactorPerLayer),
            Number("update", cell => cell.UpdateRatio),
            Number("loss", cell => cell.TrainLoss, digits: 3),
            new Column("test", cell => cell.TestAccuracy is { } accuracy ? (accuracy * 100).ToString("0.0 '%'", CultureInfo.InvariantCulture) : null),
            new Column("finding", cell => string.Join(", ", cell.Verdicts.Select(FindingText.Of)), IsRight: false),
        ];
        Column[] recorded = [.. columns.Where(column => cells.Any(cell => column.Text(cell) is { Length: > 0 }))];

        var table = new Table { Border = unicode ? TableBorder.Simple : TableBorder.Ascii, UseSafeBorder = true };
        table.Title = new TableTitle(cells.Any(cell => cell.Cell.Runs.Count > 1) ? "Cells, means over seeds" : "Cells");
        foreach (var column in recorded)
        {
            var head = new TableColumn(Markup.Escape(column.Title)).PadLeft(1).PadRight(0);
            table.AddColumn(column.IsRight ? head.RightAligned().NoWrap() : head);
        }

        foreach (var cell in cells) table.AddRow([.. recorded.Select(column => new Text(column.Text(cell) ?? absent))]);
        console.Write(table);

        Column Number(string title, Func<CellSummary, double?> value, int digits = 2) =>
            new(title, cell => value(cell) is { } number ? ShortNumber.Of(number, digits) : null);
    }

    sealed record Column(string Title, Func<CellSummary, string?> Text, bool IsRight = true);
}
