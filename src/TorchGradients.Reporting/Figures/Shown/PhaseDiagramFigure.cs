using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Figures.Shown;

/// <summary>
/// The decay factor over the variances of first weights and biases, or over the depth where biases do not vary: predicted by
/// theory, and measured.
/// </summary>
static class PhaseDiagramFigure
{
    const int MostPanels = 8;

    public static FigureModel Model(ExperimentAnalysis analysis)
    {
        const string title = "Phase diagram: decay factor per layer before training, over the variances of the first draws";
        Place[] places = [.. analysis.Cells.Select(Of).OfType<Place>()];
        if (places.Length == 0)
        {
            return new MissingFigure(title, "no cell tells how widely its first weights are spread; an axis over model:initialization:standardDeviation does.");
        }

        if (places.Select(place => place.Draw.WeightVariance).Distinct().Count() < 2)
        {
            return new MissingFigure(title, "the first weights' standardDeviation is the same everywhere; an axis over model:initialization:standardDeviation varies it.");
        }

        bool isOverBiases = places.Select(place => place.Draw.BiasVariance).Distinct().Count() > 1;
        HeatPanel[] panels = [.. places.GroupBy(place => Group(place, isOverBiases, places)).SelectMany(group => Panels(group.Key, [.. group], isOverBiases))];
        return new HeatFigure(title, "σ_w², the variance of a weight times the units", isOverBiases ? "σ_b², the variance of a bias" : "hidden layers", SharesScale: true, [.. panels.Take(MostPanels)])
        {
            Sentence = string.Join(' ', panels.Take(MostPanels).Select(Sentence)),
            Reading = "Below 1 the error term vanishes (ordered phase), above 1 it explodes (chaotic), on the line between them it keeps its size. Measured numbers are means over the seeds."
                + (places.Any(place => place.Predicted is not null) ? "" : " No prediction was recorded."),
            Thinning = panels.Length <= MostPanels ? null : $"Shown are {MostPanels} of {panels.Length} panels; comparison.csv has all cells.",
        };
    }

    static IEnumerable<HeatPanel> Panels(string key, Place[] places, bool isOverBiases)
    {
        double[] columns = [.. places.Select(place => place.Draw.WeightVariance).Distinct().Order()];
        double[] rows = [.. places.Select(Row).Distinct().Order()];
        foreach (var (name, value) in new (string, Func<Place, double?>)[] { ("predicted", place => place.Predicted), ("measured", place => place.Measured) })
        {
            if (!places.Any(place => value(place) is not null)) continue;
            yield return new HeatPanel(
                key.Length == 0 ? name : $"{key}: {name}", "decay factor", Logarithmic: true, AroundOne: true,
                [.. columns.Select(column => ShortNumber.Of(column))],
                [.. rows.Select(row => isOverBiases ? ShortNumber.Of(row) : FormattableString.Invariant($"{row}"))],
                [
                    .. rows.Select(row => (IReadOnlyList<double?>)
                        [.. columns.Select(column => places.Where(place => place.Draw.WeightVariance == column && Row(place) == row).Select(value).FirstOrDefault())]),
                ]);
        }

        double Row(Place place) => isOverBiases ? place.Draw.BiasVariance : place.Draw.Depth;
    }

    /// <summary>The title of the panel: the depth where rows are biases, and the axes that move nothing in the diagram.</summary>
    static string Group(Place place, bool isOverBiases, Place[] all)
    {
        bool showsDepth = isOverBiases && all.Select(other => other.Draw.Depth).Distinct().Count() > 1;
        var axes = place.Cell.Axes.Index().Where(axis =>
            all.Any(other => other.Cell.Values[axis.Index] != place.Cell.Values[axis.Index]) && !Moves(axis.Index, all));
        return string.Join(", ",
        [
            .. showsDepth ? [FormattableString.Invariant($"depth = {place.Draw.Depth}")] : (string[])[],
            .. axes.Select(axis => $"{axis.Item.Name} = {place.Cell.Values[axis.Index]}"),
        ]);
    }

    /// <summary>Whether two cells that differ on that axis alone stand at different places.</summary>
    static bool Moves(int axis, Place[] all) => all
        .GroupBy(place => string.Join('\u001f', place.Cell.Values.Where((_, other) => other != axis)))
        .Any(group => group.Select(place => place.Draw).Distinct().Count() > 1);

    static string Sentence(HeatPanel panel)
    {
        double[] numbers = [.. panel.Numbers];
        return $"{(panel.Title.Length == 0 ? "" : panel.Title + ": ")}from {ShortNumber.Of(numbers.Min())} to {ShortNumber.Of(numbers.Max())}.";
    }

    static Place? Of(CellAnalysis cell)
    {
        var ended = cell.EndedRuns.ToArray();
        if (ended.Length == 0 || FirstDraw.OfRun(ended[0].Run.Files) is not { } draw) return null;

        return new Place(cell, draw, cell["deltaDecayAtInitialization"].Mean?.Mean, PredictedLines.DecayFactor(cell));
    }

    sealed record Place(CellAnalysis Cell, FirstDraw Draw, double? Measured, double? Predicted);
}
