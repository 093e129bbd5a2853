namespace TorchGradients.Benchmarks.Results;

/// <summary>Time against size as fixed + marginal · size, fitted to relative errors: a line through 1 s and 100 s alike.</summary>
/// <param name="Fixed">Time of size 0.</param>
/// <param name="Marginal">Time that one more costs.</param>
public sealed record CostLine(double Fixed, double Marginal)
{
    /// <summary>The line through points, each weighted by 1 / time².</summary>
    /// <remarks>Weighted least squares; its normal equations for two unknowns, solved by Cramer's rule.</remarks>
    public static CostLine Through(IReadOnlyList<(double Size, double Time)> points)
    {
        double weights = 0, sizes = 0, squares = 0, times = 0, products = 0;
        foreach ((double size, double time) in points)
        {
            double weight = 1 / (time * time);
            weights += weight;
            sizes += weight * size;
            squares += weight * size * size;
            times += weight * time;
            products += weight * size * time;
        }

        double determinant = weights * squares - sizes * sizes;
        return new CostLine((squares * times - sizes * products) / determinant, (weights * products - sizes * times) / determinant);
    }

    /// <summary>
    /// By how much, in percent, the marginal cost of one size is off that of the line: (time − fixed) / (size · marginal) − 1.
    /// Where the fixed cost is more than half of the time, whose noise would be all that is seen of the marginal one: by how
    /// much the time is off the line, in percent of the time.
    /// </summary>
    public double DeviationPercent(double size, double time)
    {
        double marginal = size * Marginal;
        return 100 * Math.Abs(time - Fixed - marginal) / (Fixed > time / 2 ? time : marginal);
    }
}
