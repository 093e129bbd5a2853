using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>
/// What each value of each axis does, averaged over the other axes; for a grid of one axis, and where averages cannot be told from
/// interactions, what each cell does against its baseline.
/// </summary>
static class EffectsFigure
{
    const int MostMarks = 24;

    static readonly string[] _measures = ["testAccuracy", "deltaDecayAtInitialization", "firstLayerUpdateRatio"];

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        EffectMarks[] found =
            [.. _measures.Select(name => EffectMarks.Of(analysis, Measure.All.First(measure => measure.Name == name)))];
        EffectMarks[] shown = [.. found.Where(marks => marks.All.Count > 0)];
        if (shown.Length == 0 && analysis.Cells.All(cell => cell.Comparisons.Count == 0))
        {
            return new MissingFigure("What each setting does", EffectMarks.IsGrid(analysis)
                ? "with the cells that are missing, what a setting does cannot be told from interactions, and no cell has a baseline to be held against."
                : "nothing is compared; it needs a baseline, or a grid of two axes.");
        }

        int most = shown.Select(marks => marks.All.Count).DefaultIfEmpty(0).Max();
        string reading = "Marks are estimates with their 95 % intervals over the seeds, filled where the effect is told from none after "
            + "Holm's correction; the line in the middle is no effect.";
        return new IntervalFigure(Title(shown), [.. shown.Select(Panel)])
        {
            Sentence = string.Join(' ', shown.Select(marks => marks.Sentence)),
            Reading = string.Join(' ', [reading, .. found.Select(marks => marks.Remark).Where(remark => remark.Length > 0)]),
            Thinning = most <= MostMarks ? null : $"Shown are the {MostMarks} largest of {most} effects a measure.",
        };
    }

    static string Title(EffectMarks[] shown) => (shown.Any(marks => marks.IsAveraged), shown.Any(marks => !marks.IsAveraged)) switch
    {
        (true, true) => "What each setting does, averaged over the other axes or against its baseline",
        (true, false) => "What each setting does, averaged over the other axes",
        _ => "What each remedy does against its baseline",
    };

    static IntervalPanel Panel(EffectMarks marks) => new(
        marks.Title, marks.Measure.IsLogarithmic ? "factor" : "difference", marks.Measure.IsLogarithmic,
        marks.All.Count <= MostMarks ? marks.All : [.. marks.All.OrderByDescending(marks.Size).Take(MostMarks)]);
}
