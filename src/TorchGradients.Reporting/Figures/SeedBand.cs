using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Figures;

/// <summary>Puts the seeds of a cell together: at each place the mean and the range.</summary>
static class SeedBand
{
    /// <summary>What lines and bands are, on a logarithmic axis or another.</summary>
    public static string Reading(bool geometric) =>
        $"Lines are {(geometric ? "geometric" : "arithmetic")} means over the seeds, bands reach from the smallest to the largest.";

    /// <summary>One point per x; values that are not finite are left out.</summary>
    public static IReadOnlyList<FigurePoint> Of(IEnumerable<(double X, double Value)> points, bool geometric) =>
    [
        .. from point in points
           where double.IsFinite(point.Value)
           group point.Value by point.X into values
           orderby values.Key
           select new FigurePoint(values.Key, Mean(values, geometric), values.Min(), values.Max()),
    ];

    /// <summary>
    /// The means of blocks of steps of equal width, each at the middle of its block, whatever steps a run recorded; the last
    /// block ends with the last step.
    /// </summary>
    public static IEnumerable<(double X, double Value)> Blocks(IReadOnlyList<SeriesPoint> series, double width, double last, bool geometric) =>
        from point in series
        let value = geometric ? point.LogarithmicMean : point.Mean
        where double.IsFinite(value)
        group value by Math.Floor(point.Step / width) into block
        select (((block.Key * width) + Math.Min((block.Key * width) + width - 1, last)) / 2, Mean(block, geometric));

    static double Mean(IEnumerable<double> values, bool geometric) =>
        geometric ? Math.Exp(values.Average(value => Math.Log(value))) : values.Average();
}
