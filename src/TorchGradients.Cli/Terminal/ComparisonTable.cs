using System.Globalization;
using Spectre.Console;
using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Predictions;
using TorchGradients.Reporting.Analysis.Verdicts;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// The cells of an experiment, a line each, those that share a baseline together: whether gradient, first layer's update and
/// training are in order, with the number that says so, and the time by the baseline's. Columns that nobody recorded are
/// left out, and where there is no room the ones that matter least.
/// </summary>
public static class ComparisonTable
{
    const int MostRows = 40;
    const int BarWidth = 10;
    static readonly string[] _starred = ["deltaDecayAtInitialization", "deltaDecayAtEnd", "firstLayerUpdateRatio", "testAccuracy"];

    /// <summary>Prints the table; nothing for fewer than two cells.</summary>
    public static void Render(IAnsiConsole console, ExperimentAnalysis analysis)
    {
        if (analysis.Cells.Count < 2) return;

        CellState[][] contexts = [.. Contexts(analysis)];
        CellState[] shown = [.. contexts.SelectMany(context => context).Take(MostRows)];
        var words = new PlainWords(console);
        IReadOnlyList<ComparisonColumn> columns = ComparisonColumn.Fitting(Columns(analysis, shown, words), console.Profile.Width);

        var table = new Table { Border = words.IsUnicode ? TableBorder.Simple : TableBorder.Ascii, UseSafeBorder = true };
        table.Title = new TableTitle("Comparison, means over seeds");
        foreach (var column in columns)
        {
            var head = new TableColumn(Markup.Escape(column.Title)).PadLeft(1).PadRight(0);
            table.AddColumn(column.IsRight ? head.RightAligned().NoWrap() : column.IsText ? head : head.NoWrap());
        }

        foreach (CellState[] context in contexts)
        {
            CellState[] rows = [.. context.Intersect(shown)];
            if (rows.Length > 0 && context != contexts[0]) table.AddEmptyRow();
            foreach (CellState row in rows) table.AddRow([.. columns.Select(column => new Text(column.Of(row)))]);
        }

        console.Write(table);
        if (analysis.Cells.Count > MostRows)
        {
            console.WriteLine($"... and {analysis.Cells.Count - MostRows} more cells; all are in comparison.csv.");
        }

        console.Write(new Text(Legend(analysis, shown, words)));
        console.WriteLine();
    }

    static IEnumerable<CellState[]> Contexts(ExperimentAnalysis analysis)
    {
        var baseline = analysis.Archive.Plan.Baseline ?? new Dictionary<string, string>();
        return analysis.States
            .GroupBy(state => string.Join('\u001f', baseline.Count == 0 ? [] : state.Cell.Axes.Zip(state.Cell.Values)
                .Where(pair => !baseline.ContainsKey(pair.First.Name)).Select(pair => pair.Second)))
            .Select(group => group.ToArray());
    }

    static IEnumerable<ComparisonColumn> Columns(ExperimentAnalysis analysis, CellState[] shown, PlainWords words)
    {
        double level = analysis.Thresholds.Significance;
        string absent = words.Absent;
        foreach (var (place, axis) in analysis.Cells[0].Axes.Index())
        {
            yield return ComparisonColumn.Words(axis.Name, shown, state => state.Cell.Values[place], absent);
        }

        yield return ComparisonColumn.Words("tuned", shown, state => state.Cell.Tuning?.Title, absent);
        int[] runs = [.. shown.Select(state => state.Cell.EndedRuns.Count()).Distinct()];
        yield return ComparisonColumn.Numbers(
            "runs", shown, state => runs.Length == 1 ? null : state.Cell.EndedRuns.Count().ToString(CultureInfo.InvariantCulture), absent);
        yield return ComparisonColumn.Numbers(
            words.Of("‖δ₁‖"), shown, state => state.FirstDelta is { } delta ? ShortNumber.Of(delta) : null, absent, rank: 2);
        var bar = new LogarithmicBar([.. shown.Select(state => state.FirstDelta)], BarWidth, words.IsUnicode);
        yield return ComparisonColumn.Words(
            "(log scale)", shown, state => state.FirstDelta is null ? null : bar.Of(state.FirstDelta), "", rank: 2);
        yield return ComparisonColumn.Marked("gradient: decay", shown, state => new(
            words.Mark(state.Gradient), Decay(state, words, level), false), absent);
        var theory = analysis.Theory.ToDictionary(one => one.Cell);
        yield return ComparisonColumn.Numbers(words.Of("÷ theory"), shown, state => Theory(theory[state.Cell], words), absent, rank: 1);
        yield return ComparisonColumn.Marked("update ratio", shown, state => new(
            words.Mark(state.Update), Mean(state.Cell["firstLayerUpdateRatio"]), IsStarred(state, "firstLayerUpdateRatio", level)), absent);
        yield return ComparisonColumn.Marked("trains: test", shown, state => new(
            words.Mark(state.Training.Trains), PercentText.Of(state.Cell["testAccuracy"].Mean?.Mean), IsStarred(state, "testAccuracy", level)), absent);
        yield return ComparisonColumn.Words(
            "95 %", shown, state => words.Of(PercentText.Interval(state.Cell["testAccuracy"].Mean)), absent, rank: 3);
        yield return ComparisonColumn.Numbers("loss", shown, state => Mean(state.Cell["trainLoss"], digits: 3), absent, rank: 1);
        string time = TimeOf(shown);
        yield return ComparisonColumn.Marked(
            time == "seconds" ? "time" : "step time", shown, state => new("", Time(state.Cell, time, words), false), absent);
    }

    static string TimeOf(IReadOnlyList<CellState> shown) =>
        shown.Any(state => state.Cell["stepMicroseconds"].Mean is not null) ? "stepMicroseconds" : "seconds";

    static bool IsStarred(CellState state, string measure, double level) => state.Cell.Compared(measure)?.IsSignificant(level) == true;

    static string? Mean(CellMeasure measured, int digits = 2) => measured.Mean is { } mean ? ShortNumber.Of(mean.Mean, digits)
        : measured.LeftOut > 0 ? "not finite" : null;

    // Each end has a star of its own.
    static string? Decay(CellState state, PlainWords words, double level)
    {
        const string atStart = "deltaDecayAtInitialization", atEnd = "deltaDecayAtEnd";
        return (Mean(state.Cell[atStart]), Mean(state.Cell[atEnd])) switch
        {
            (null, null) => null,
            var (start, end) => $"{start ?? words.Absent}{Star(atStart)} {words.Of("→")} {end ?? words.Absent}{Star(atEnd)}",
        };

        string Star(string measure) => IsStarred(state, measure, level) ? "*" : " ";
    }

    static string? Theory(TheoryComparison one, PlainWords words) => one.Ratio is null ? null
        : $"{words.Of(TheoryFindings.Ratio(one))}{(one.Agrees is { } agrees ? " " + words.Mark(agrees) : "")}";

    // What runs share that trained together is no cost, and what ended early another run's.
    static string? Time(CellAnalysis cell, string measure, PlainWords words) => !cell[measure].IsComparable ? null : cell.Compared(measure)?.Paired.Ratio switch
    {
        null => cell[measure].Mean is not { } mean ? null
            : measure == "seconds" ? $"{ShortNumber.Of(mean.Mean)} s"
            : $"{ShortNumber.Of(mean.Mean / 1000)} ms",
        double.NaN => words.Absent,
        double.PositiveInfinity => "from 0",
        { } ratio => $"{words.Of("×")} {ShortNumber.Of(ratio)}",
    };

    // Only what the table has is explained.
    static string Legend(ExperimentAnalysis analysis, IReadOnlyList<CellState> shown, PlainWords words)
    {
        AnalysisConfig thresholds = analysis.Thresholds;
        double level = thresholds.Significance;
        string[] guesses = [.. shown.Select(state => PercentText.Of(state.Training.Chance?.Chance)).OfType<string>().Distinct()];
        bool hasDecay = shown.Any(state => Decay(state, words, level) is not null);
        bool hasUnknown = shown.Any(state => state.Cell.EndedRuns.Any() && (state.Gradient is null || state.Update is null || state.Training.Trains is null));
        bool hasRatio = shown.Any(state => Time(state.Cell, TimeOf(shown), words)?.StartsWith(words.Of("×"), StringComparison.Ordinal) == true);
        bool hasStar = shown.Any(state => _starred.Any(measure => IsStarred(state, measure, level)));
        return string.Join("; ",
        [
            $"{words.Mark(true)} in order, {words.Mark(false)} not{(hasUnknown ? $", {words.Mark(null)} not known" : "")}",
            .. Known(hasDecay && shown.Any(state => state.Gradient is not null), InOrderText.Gradient(thresholds)),
            .. Known(hasDecay, $"decay of the error term per layer, at the start {words.Of("→")} at the end"),
            .. Known(shown.Any(state => state.Update is not null), InOrderText.Update(thresholds)),
            .. Known(guesses.Length > 0, $"test: accuracy, where a constant guess reaches {string.Join(" or ", guesses)}"),
            .. Known(hasRatio, $"{words.Of("×")} by the baseline's time"),
            .. Known(hasStar, $"* differs from the baseline (p < {ShortNumber.Of(level, 1)} after Holm's correction)"),
        ]) + ".";
    }

    static string[] Known(bool isThere, string meaning) => isThere ? [meaning] : [];
}
