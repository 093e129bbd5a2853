using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>What hidden layers pass on, and how much of it lies where the activation is flat; before and after training.</summary>
static class ActivationFigure
{
    const int MostPanels = 4;

    public static FigureModel Distribution(ExperimentAnalysis analysis) => Model(
        analysis, "What each hidden layer passes on: its activations, mean and spread", "activation φ(z)", Activations,
        "Lines are means over units, samples and seeds, bands one standard deviation to either side.");

    public static FigureModel Saturation(ExperimentAnalysis analysis) => Model(
        analysis, "How much of each hidden layer is flat: units and samples with hardly any slope", "fraction saturated", Saturated,
        SeedBand.Reading(geometric: false));

    static FigureModel Model(
        ExperimentAnalysis analysis, string title, string yLabel,
        Func<CellAnalysis, Func<RunSummary, LayerProfile>, IReadOnlyList<FigurePoint>> points, string reading)
    {
        var cells = FigureCells.Of(analysis);
        var first = cells.Lines(cell => points(cell, run => run.First), "before training", MostPanels);
        var last = cells.Lines(cell => points(cell, run => run.Last), "at the last recorded step", MostPanels);
        var figure = new LineFigure(
            title, "layer (1 is next to the input)", yLabel, Logarithmic: false,
            [.. first.Zip(last).SelectMany(pair => new[] { pair.First, pair.Second })])
        {
            Reading = reading,
            Thinning = cells.Thinning(MostPanels),
        };
        return figure with { Sentence = FigureSentence.Of(figure, "layer") };
    }

    static IReadOnlyList<FigurePoint> Activations(CellAnalysis cell, Func<RunSummary, LayerProfile> profile) =>
    [
        .. from run in cell.EndedRuns
           from layer in profile(run).Layers.SkipLast(1)
           let mean = layer.ActivationMean ?? double.NaN
           let spread = layer.ActivationStandardDeviation ?? double.NaN
           where double.IsFinite(mean + spread)
           group (Mean: mean, Spread: spread) by layer.Layer into seeds
           orderby seeds.Key
           let mean = seeds.Average(seed => seed.Mean)
           let spread = seeds.Average(seed => seed.Spread)
           select new FigurePoint(seeds.Key, mean, mean - spread, mean + spread),
    ];

    static IReadOnlyList<FigurePoint> Saturated(CellAnalysis cell, Func<RunSummary, LayerProfile> profile) => SeedBand.Of(
        from run in cell.EndedRuns
        from layer in profile(run).Layers.SkipLast(1)
        where layer.Saturation is not null
        select ((double)layer.Layer, layer.Saturation!.Value),
        geometric: false);
}
