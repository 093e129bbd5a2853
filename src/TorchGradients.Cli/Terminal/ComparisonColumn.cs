using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Cli.Terminal;

/// <summary>A column of <see cref="ComparisonTable"/> with its entries laid out: marks, numbers and stars below each other.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Entries">Of each row.</param>
/// <param name="IsRight">Whether it stands to the right.</param>
/// <param name="IsText">Whether it may be wrapped.</param>
/// <param name="Rank">0: always shown; the higher, the sooner it is left out where there is no room.</param>
/// <param name="IsRecorded">Whether any row has something there.</param>
internal sealed record ComparisonColumn(
    string Title, IReadOnlyDictionary<CellState, string> Entries, bool IsRight, bool IsText, int Rank, bool IsRecorded)
{
    // What the border and a blank take beside each column.
    const int Gap = 2;

    int Width => Entries.Values.Select(entry => entry.Length).Append(Title.Length).Max();

    /// <summary>The row's entry.</summary>
    public string Of(CellState row) => Entries[row];

    /// <summary>A column of words.</summary>
    public static ComparisonColumn Words(
        string title, IReadOnlyList<CellState> rows, Func<CellState, string?> text, string absent, int rank = 0) =>
        Of(title, rows, text, absent, rank, isRight: false);

    /// <summary>A column of numbers.</summary>
    public static ComparisonColumn Numbers(
        string title, IReadOnlyList<CellState> rows, Func<CellState, string?> text, string absent, int rank = 0) =>
        Of(title, rows, text, absent, rank, isRight: true);

    /// <summary>A column of numbers with a mark before and a star behind them.</summary>
    public static ComparisonColumn Marked(string title, IReadOnlyList<CellState> rows, Func<CellState, Entry> entry, string absent)
    {
        var entries = rows.ToDictionary(row => row, entry);
        int mark = entries.Values.Max(one => one.Mark.Length);
        int number = entries.Values.Max(one => (one.Number ?? absent).Length);
        bool hasStars = entries.Values.Any(one => one.IsStarred);
        return new ComparisonColumn(
            title,
            entries.ToDictionary(pair => pair.Key, pair => (pair.Value.Number is null ? "" : pair.Value.Mark).PadRight(mark) + (mark > 0 ? " " : "")
                + (pair.Value.Number ?? absent).PadLeft(number) + (pair.Value.IsStarred ? " *" : hasStars ? "  " : "")),
            IsRight: false, IsText: false, Rank: 0, IsRecorded: entries.Values.Any(one => one.Number is not null));
    }

    /// <summary>The columns that were recorded; of those that may be left out only as many as there is room for.</summary>
    public static IReadOnlyList<ComparisonColumn> Fitting(IEnumerable<ComparisonColumn> columns, int width)
    {
        ComparisonColumn[] fitting = [.. columns.Where(column => column.IsRecorded)];
        while (fitting.Sum(column => column.Width + Gap) > width && fitting.Max(column => column.Rank) is > 0 and var least)
        {
            fitting = [.. fitting.Where(column => column.Rank < least)];
        }

        return fitting;
    }

    static ComparisonColumn Of(
        string title, IReadOnlyList<CellState> rows, Func<CellState, string?> text, string absent, int rank, bool isRight)
    {
        var texts = rows.ToDictionary(row => row, text);
        return new ComparisonColumn(
            title, texts.ToDictionary(pair => pair.Key, pair => pair.Value ?? absent), isRight, IsText: !isRight, rank,
            texts.Values.Any(one => !string.IsNullOrEmpty(one)));
    }

    /// <summary>A mark, a number (null where there is none), and whether it has a star.</summary>
    internal sealed record Entry(string Mark, string? Number, bool IsStarred);
}
