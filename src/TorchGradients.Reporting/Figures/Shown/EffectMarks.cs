using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Effects;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>
/// What is shown of a measure: its effects averaged over the other axes, where the grid can tell them from interactions; else what each
/// cell does against its baseline.
/// </summary>
/// <param name="Measure">The measure.</param>
/// <param name="All">The marks, in the order of the config; none where nothing of it can be compared.</param>
/// <param name="IsAveraged">Whether they are averages over the other axes.</param>
/// <param name="Unmarked">The cells whose ratio to the baseline has no place on the scale, as a value is 0.</param>
/// <param name="Why">Why not all averages are shown; empty where they are, or where there is but one axis.</param>
sealed record EffectMarks(Measure Measure, IReadOnlyList<IntervalMark> All, bool IsAveraged, IReadOnlyList<string> Unmarked, string Why)
{
    const int MostNamed = 3;

    /// <summary>The title of its panel.</summary>
    public string Title => IsAveraged || Why.Length == 0 ? Measure.Title : $"{Measure.Title}, cell by cell";

    /// <summary>The largest effect in a sentence; empty without marks.</summary>
    public string Sentence
    {
        get
        {
            if (All.Count == 0) return "";

            IntervalMark largest = All.MaxBy(Size)!;
            string among = Unmarked.Count == 0 ? "The largest effect" : "Of those that have a mark the largest effect";
            string interval = largest is { Low: { } low, High: { } high } ? $" (95 %: {ShortNumber.Interval(low, high, " to ")})" : "";
            return $"{among} on {Measure.Title} is that of {largest.Name}: "
                + $"{(Measure.IsLogarithmic ? "times" : "changed by")} {ShortNumber.Of(largest.Value)}{interval}.";
        }
    }

    /// <summary>Why not all averages are shown, and which cells have no mark; empty where there is nothing to say.</summary>
    public string Remark
    {
        get
        {
            string more = Unmarked.Count > MostNamed ? $"; and {Unmarked.Count - MostNamed} more" : "";
            string unmarked = Unmarked.Count == 0 ? ""
                : $"No mark of {Measure.Title}, as a ratio of or to 0 has no place on its scale: {string.Join("; ", Unmarked.Take(MostNamed))}{more}.";
            return $"{Why} {unmarked}".Trim();
        }
    }

    /// <summary>How far an effect is from none.</summary>
    public double Size(IntervalMark mark) => Math.Abs(Measure.IsLogarithmic ? Math.Log(mark.Value) : mark.Value);

    /// <summary>The marks of a measure.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="measure">The measure.</param>
    public static EffectMarks Of(ExperimentAnalysis analysis, Measure measure)
    {
        FigureCell[] cells = [.. FigureCells.Of(analysis).All];
        double level = analysis.Thresholds.Significance;
        MainEffect[] mains = [.. analysis.Effects.Mains.Where(main => main.Measure == measure.Name)];
        IntervalMark[] averages = Averages([.. mains.Where(IsTold)], cells, measure, level);
        if (mains.Length > 0 && mains.All(IsTold)) return new EffectMarks(measure, averages, true, [], "");

        string[] compared = [.. cells.Where(cell => cell.Cell.Compared(measure.Name) is not null).Select(cell => cell.Cell.Title)];
        string mixed = !IsGrid(analysis) || cells.All(cell => cell.Cell[measure.Name].Mean is null) ? ""
            : $"With the cells that are missing or 0, {(averages.Length > 0 ? "some" : "the")} effects on {measure.Title} cannot be told from interactions";
        if (compared.Length == 0)
        {
            string none = averages.Length > 0 ? " and are left out." : ", and no cell has a baseline to be held against.";
            return new EffectMarks(measure, averages, true, [], mixed.Length == 0 ? "" : mixed + none);
        }

        IntervalMark[] marks = Comparisons(cells, measure, level);
        return new EffectMarks(
            measure, marks, false, [.. compared.Except(marks.Select(mark => mark.Name))],
            mixed.Length == 0 ? "" : mixed + ": every cell is held against its baseline instead.");
    }

    /// <summary>Whether there are two axes or more, so that effects may depend on one another.</summary>
    public static bool IsGrid(ExperimentAnalysis analysis) => analysis.Effects.Mains.Count + analysis.Effects.Gaps.Count > 0;

    static bool IsTold(MainEffect main) => main is { Estimate: not null, IsAliased: false };

    static IntervalMark[] Averages(MainEffect[] mains, FigureCell[] cells, Measure measure, double level)
    {
        var styles = cells.GroupBy(cell => cell.Name).ToDictionary(group => group.Key, group => group.First().Style);
        return
        [
            .. from main in mains
               where IsDrawable(main.Estimate!.Value, measure)
               select new IntervalMark(
                   $"{main.Axis} {main.Value}", styles.GetValueOrDefault(ValueName.Of(main.Axis, main.Value), LineStyles.None), main.Estimate!.Value,
                   main.Estimate.Low, main.Estimate.High, main.HolmPValue < level),
        ];
    }

    static IntervalMark[] Comparisons(FigureCell[] cells, Measure measure, double level) =>
    [
        .. from cell in cells
           let value = ValueOf(cell, measure)
           where value is not null
           let compared = cell.Cell.Compared(measure.Name)
           let paired = compared.Paired
           select new IntervalMark(
               cell.Cell.Title, cell.Style, value.Value,
               measure.IsLogarithmic ? paired.RatioLow : paired.Difference.Low,
               measure.IsLogarithmic ? paired.RatioHigh : paired.Difference.High,
               compared.IsSignificant(level)),
    ];

    /// <summary>Ratio to the baseline, or difference; null where there is none, or none that has a place on the scale.</summary>
    static double? ValueOf(FigureCell cell, Measure measure)
    {
        if (cell.Cell.Compared(measure.Name) is not { } compared || compared.Paired.IsLogarithmic != measure.IsLogarithmic) return null;

        double value = measure.IsLogarithmic ? compared.Paired.Ratio : compared.Paired.Difference.Mean;
        return IsDrawable(value, measure) ? value : null;
    }

    static bool IsDrawable(double value, Measure measure) => double.IsFinite(value) && (!measure.IsLogarithmic || value > 0);
}
