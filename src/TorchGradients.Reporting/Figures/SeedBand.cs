namespace TorchGradients.Reporting.Figures;

/// <summary>Puts the seeds of a cell together: at each place the mean and the range.</summary>
static class SeedBand
{
    /// <summary>One point per x; values that are not finite are left out.</summary>
    public static IReadOnlyList<FigurePoint> Of(IEnumerable<(double X, double Value)> points, bool geometric) =>
    [
        .. from point in points
           where double.IsFinite(point.Value)
           group point.Value by point.X into values
           orderby values.Key
           select new FigurePoint(values.Key, Mean(values, geometric), values.Min(), values.Max()),
    ];

    /// <summary>The means of blocks of neighbouring steps, so that a line has at most that many points.</summary>
    public static IEnumerable<(double X, double Value)> Blocks(
        IReadOnlyList<(int Step, double Value)> series, int most, bool geometric)
    {
        int size = Math.Max(1, (series.Count + most - 1) / most);
        foreach (var block in series.Chunk(size))
        {
            double[] finite = [.. block.Select(point => point.Value).Where(double.IsFinite)];
            if (finite.Length > 0) yield return (block.Average(point => point.Step), Mean(finite, geometric));
        }
    }

    static double Mean(IEnumerable<double> values, bool geometric) =>
        geometric ? Math.Exp(values.Average(value => Math.Log(value))) : values.Average();
}
