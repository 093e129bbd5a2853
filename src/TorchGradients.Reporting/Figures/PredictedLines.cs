using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Figures;

/// <summary>Theory's prediction beside what was measured: lines in the same colour, thin, in short dashes.</summary>
static class PredictedLines
{
    /// <summary>The panel with the predicted lines behind the measured ones.</summary>
    public static FigurePanel Beside(FigurePanel measured, FigurePanel predicted) => measured with
    {
        Lines =
        [
            .. measured.Lines,
            .. predicted.Lines.Select(line => line with { Name = $"{line.Name}, predicted", IsPrediction = true }),
        ],
    };

    /// <summary>The points without bands: a prediction is one for all seeds, or nearly.</summary>
    public static IReadOnlyList<FigurePoint> WithoutBands(IEnumerable<FigurePoint> points) =>
        [.. points.Select(point => point with { Low = point.Mean, High = point.Mean })];

    /// <summary>The predicted decay factor of a cell's networks; null where there is none.</summary>
    public static double? DecayFactor(CellAnalysis cell)
    {
        double[] predicted = [.. cell.EndedRuns.Select(run => run.PredictedDecay?.FactorPerLayer).OfType<double>()];
        return predicted.Length == 0 ? null : predicted.Average();
    }

    /// <summary>How to read them, or why there are none.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="panels">What is drawn.</param>
    /// <param name="from">What theory takes from the measurement, as <c> from the measured ‖δ‖ of the output layer</c>.</param>
    public static string Reading(ExperimentAnalysis analysis, IEnumerable<FigurePanel> panels, string from = "")
    {
        if (panels.Any(panel => panel.Lines.Any(line => line.IsPrediction)))
        {
            return $"Thin short dashes of the same colour are what theory predicts{from}.";
        }

        string reasons = string.Join(' ', analysis.Theory.Select(one => one.Reason).OfType<string>().Distinct().Take(2));
        return reasons.Length == 0 ? "" : $"No prediction is drawn. {reasons}";
    }
}
