using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Effects;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>
/// What each value of each axis does, averaged over the other axes; for a grid of one axis, and where nothing can be averaged,
/// what each cell does against its baseline.
/// </summary>
static class EffectsFigure
{
    const int MostMarks = 24;

    static readonly string[] _measures = ["testAccuracy", "deltaDecayAtInitialization", "firstLayerUpdateRatio"];

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        bool isGrid = analysis.Effects.Mains.Any(main => main.Estimate is not null);
        var styles = FigureCells.Of(analysis).All.GroupBy(cell => cell.Name).ToDictionary(group => group.Key, group => group.First().Style);
        (Measure Measure, IntervalMark[] Marks)[] found =
        [
            .. from name in _measures
               let measure = Measure.All.First(candidate => candidate.Name == name)
               let marks = isGrid ? Mains(analysis, measure, styles) : Comparisons(analysis, measure)
               where marks.Length > 0
               select (measure, marks),
        ];
        if (found.Length == 0 && analysis.Cells.All(cell => cell.Comparisons.Count == 0))
        {
            return new MissingFigure("What each setting does", "nothing is compared; it needs a baseline, or a grid of two axes.");
        }

        int most = found.Select(pair => pair.Marks.Length).DefaultIfEmpty(0).Max();
        return new IntervalFigure(
            isGrid ? "What each setting does, averaged over the other axes" : "What each remedy does against its baseline",
            [.. found.Select(pair => Panel(pair.Measure, pair.Marks))])
        {
            Sentence = string.Join(' ', found.Select(pair => Sentence(pair.Measure, pair.Marks))),
            Reading = "Marks are estimates with their 95 % intervals over the seeds, filled where the effect is told from none after "
                + "Holm's correction; the line in the middle is no effect.",
            Thinning = most <= MostMarks ? null : $"Shown are the {MostMarks} largest of {most} effects a measure.",
        };
    }

    static IntervalPanel Panel(Measure measure, IntervalMark[] marks)
    {
        bool isLogarithmic = measure.IsLogarithmic;
        return new IntervalPanel(
            measure.Title, isLogarithmic ? "factor" : "difference", isLogarithmic,
            marks.Length <= MostMarks ? marks
                : [.. marks.OrderByDescending(mark => Math.Abs(isLogarithmic ? Math.Log(mark.Value) : mark.Value)).Take(MostMarks)]);
    }

    static IntervalMark[] Mains(ExperimentAnalysis analysis, Measure measure, Dictionary<string, int> styles) =>
    [
        .. from main in analysis.Effects.Mains
           where main.Measure == measure.Name && main.Estimate is not null && IsDrawable(main.Estimate.Value, measure)
           select Mark(main, styles.GetValueOrDefault(main.Value, LineStyles.None), analysis.Thresholds.Significance),
    ];

    static IntervalMark Mark(MainEffect main, int style, double level) => new(
        $"{main.Axis} {main.Value}", style, main.Estimate!.Value, main.Estimate.Low, main.Estimate.High, main.HolmPValue < level);

    static IntervalMark[] Comparisons(ExperimentAnalysis analysis, Measure measure) =>
    [
        .. from cell in FigureCells.Of(analysis).All
           let compared = cell.Cell.Compared(measure.Name)
           where compared is not null && compared.Paired.IsLogarithmic == measure.IsLogarithmic
           let paired = compared.Paired
           let value = measure.IsLogarithmic ? paired.Ratio : paired.Difference.Mean
           where IsDrawable(value, measure)
           select new IntervalMark(
               cell.Cell.Title, cell.Style, value,
               measure.IsLogarithmic ? paired.RatioLow : paired.Difference.Low,
               measure.IsLogarithmic ? paired.RatioHigh : paired.Difference.High,
               compared.IsSignificant(analysis.Thresholds.Significance)),
    ];

    static bool IsDrawable(double value, Measure measure) => double.IsFinite(value) && (!measure.IsLogarithmic || value > 0);

    static string Sentence(Measure measure, IntervalMark[] marks)
    {
        var largest = marks.MaxBy(mark => Math.Abs(measure.IsLogarithmic ? Math.Log(mark.Value) : mark.Value))!;
        string interval = largest is { Low: { } low, High: { } high } ? $" (95 %: {ShortNumber.Interval(low, high, " to ")})" : "";
        return $"The largest effect on {measure.Title} is that of {largest.Name}: "
            + $"{(measure.IsLogarithmic ? "times" : "changed by")} {ShortNumber.Of(largest.Value)}{interval}.";
    }
}
