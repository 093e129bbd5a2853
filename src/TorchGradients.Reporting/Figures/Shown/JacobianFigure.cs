using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>
/// The singular values of the Jacobian from input to last hidden layer, by rank: a flat line is an isometry. Before and after
/// training.
/// </summary>
static class JacobianFigure
{
    const int MostPanels = 4;

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        var cells = FigureCells.Of(analysis);
        var first = cells.Lines(cell => Points(cell, run => run.FirstSingularValues), "first recorded step", MostPanels);
        var last = cells.Lines(cell => Points(cell, run => run.LastSingularValues), "last recorded step", MostPanels);
        bool isTwice = analysis.Runs.Any(run => run.HasSeveralSingularValues);
        var figure = new LineFigure(
            "How a network stretches its input: singular values of the Jacobian, input to last hidden layer",
            "percentile (0: the smallest)",
            "singular value",
            Logarithmic: true,
            isTwice ? [.. first.Zip(last).SelectMany(pair => new[] { pair.First, pair.Second })] : [.. first])
        {
            ZeroMeaning = "0, or less than 1e-13 of the largest",
            Reading = "A flat line is an isometry: every direction is stretched alike. What is below 1e-13 of the largest counts as 0. "
                + "Each value is a mean over a few samples; where inputs and units are both more than 128, the smallest is an upper "
                + "bound and those between are not known. " + SeedBand.Reading(geometric: true),
            Thinning = cells.Thinning(MostPanels),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "percentile") };
    }

    // Recorded from the largest to the smallest, in equal steps of rank.
    static IReadOnlyList<FigurePoint> Points(CellAnalysis cell, Func<RunSummary, IReadOnlyList<double?>> values) => SeedBand.Of(
        from run in cell.EndedRuns
        let all = values(run)
        from value in all.Index()
        where value.Item is not null
        select (100.0 * (all.Count - 1 - value.Index) / (all.Count - 1), value.Item!.Value),
        geometric: true);
}
