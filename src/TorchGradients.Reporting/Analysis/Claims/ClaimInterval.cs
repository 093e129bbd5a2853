using MathNet.Numerics.Distributions;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>An estimate and the interval that decides.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Low">Lower end; null where there is no interval: too few values.</param>
/// <param name="High">Upper end.</param>
/// <param name="Count">How many values it rests on.</param>
sealed record ClaimInterval(double Estimate, double? Low, double? High, int Count)
{
    // Two values that are the same do not tell that all are.
    const int FewestWithoutSpread = 3;

    // What rounding leaves of a spread that is 0.
    const double Rounding = 1e-12;

    /// <summary>Mean ± t(1 − α/2, n − 1) · s / √n (Student, 1908), no interval of two values without spread; null without values.</summary>
    /// <param name="values">One a seed.</param>
    /// <param name="alpha">1 − confidence.</param>
    public static ClaimInterval? OfMean(IReadOnlyCollection<double> values, double alpha)
    {
        if (values.Count == 0) return null;

        double mean = values.Average();
        if (values.Count == 1) return new ClaimInterval(mean, null, null, 1);

        double error = Math.Sqrt(Variance(values) / values.Count);
        bool hasSpread = error > Rounding * Math.Abs(mean);
        if (!hasSpread && values.Count < FewestWithoutSpread) return new ClaimInterval(mean, null, null, values.Count);

        return Around(mean, hasSpread ? error : 0, values.Count - 1, values.Count, alpha);
    }

    /// <summary>The variance of normal values: (n − 1) s² / χ²(1 − α/2) … (n − 1) s² / χ²(α/2); null without values.</summary>
    public static ClaimInterval? OfVariance(IReadOnlyCollection<double> values, double alpha)
    {
        if (values.Count < 2) return values.Count == 0 ? null : new ClaimInterval(double.NaN, null, null, 1);

        double variance = Variance(values);
        int free = values.Count - 1;
        return new ClaimInterval(
            variance, free * variance / ChiSquared.InvCDF(free, 1 - alpha / 2), free * variance / ChiSquared.InvCDF(free, alpha / 2), values.Count);
    }

    /// <summary>The ratio of the variances of normal values: s₁²/s₂² by the quantiles of F (Fisher); null without values.</summary>
    /// <remarks>It takes the two sets to be independent; where seeds share draws they are positively correlated, and it is too wide.</remarks>
    public static ClaimInterval? OfVarianceRatio(IReadOnlyCollection<double> top, IReadOnlyCollection<double> bottom, double alpha)
    {
        int count = Math.Min(top.Count, bottom.Count);
        if (count < 2 || Variance(bottom) == 0) return count == 0 ? null : new ClaimInterval(double.NaN, null, null, count);

        double ratio = Variance(top) / Variance(bottom);
        int first = top.Count - 1, second = bottom.Count - 1;
        return new ClaimInterval(
            ratio, ratio / FisherSnedecor.InvCDF(first, second, 1 - alpha / 2), ratio * FisherSnedecor.InvCDF(second, first, 1 - alpha / 2), count);
    }

    /// <summary>
    /// A statistic of the seeds, with the jackknife's interval: the mean of n θ − (n − 1) θ₍₋ᵢ₎ as a mean of n values; null
    /// with fewer than three seeds.
    /// </summary>
    /// <remarks>
    /// For variances on a logarithmic scale, whose distribution is not known. Sources: Tukey, 1958, "Bias and confidence in
    /// not-quite large samples"; Miller, 1968, "Jackknifing variances", Annals of Mathematical Statistics 39.
    /// </remarks>
    /// <param name="seeds">The seeds.</param>
    /// <param name="statistic">The statistic of some of them.</param>
    /// <param name="alpha">1 − confidence.</param>
    public static ClaimInterval? OfJackknife(IReadOnlyList<long> seeds, Func<IReadOnlyList<long>, double> statistic, double alpha)
    {
        if (seeds.Count < 3) return null;

        double whole = statistic(seeds);
        double[] pseudo = [.. seeds.Select(left => seeds.Count * whole - (seeds.Count - 1) * statistic([.. seeds.Where(seed => seed != left)]))];
        ClaimInterval mean = OfMean(pseudo, alpha)!;
        return new ClaimInterval(whole, mean.Low, mean.High, seeds.Count);
    }

    /// <summary>
    /// The least-squares slope with its own interval, b ± t(1 − α/2, n − 2) · √(RSS / (n − 2) / Sxx); without one for fewer
    /// than three points, null for fewer than two.
    /// </summary>
    public static ClaimInterval? OfSlope(IReadOnlyList<(double X, double Y)> points, double alpha)
    {
        if (points.Count < 2) return null;

        double x = points.Average(point => point.X), y = points.Average(point => point.Y);
        double spread = points.Sum(point => (point.X - x) * (point.X - x));
        double slope = points.Sum(point => (point.X - x) * (point.Y - y)) / spread;
        if (points.Count == 2) return new ClaimInterval(slope, null, null, 2);

        double rest = points.Sum(point => Math.Pow(point.Y - y - slope * (point.X - x), 2));
        double error = Math.Sqrt(rest / (points.Count - 2) / spread);
        return Around(slope, error, points.Count - 2, points.Count, alpha);
    }

    /// <summary>The same, as far as the quantity can reach.</summary>
    public ClaimInterval Within(double lowest, double highest) => this with
    {
        Low = Low is { } low ? Math.Clamp(low, lowest, highest) : null,
        High = High is { } high ? Math.Clamp(high, lowest, highest) : null,
    };

    /// <summary>The same of the exponential.</summary>
    public ClaimInterval Exponential() => new(Math.Exp(Estimate), Exp(Low), Exp(High), Count);

    static double? Exp(double? value) => value is { } number ? Math.Exp(number) : null;

    static ClaimInterval Around(double estimate, double error, int free, int count, double alpha)
    {
        double half = error == 0 ? 0 : StudentT.InvCDF(0, 1, free, 1 - alpha / 2) * error;
        return new ClaimInterval(estimate, estimate - half, estimate + half, count);
    }

    /// <summary>s², with n − 1 in the denominator.</summary>
    public static double Variance(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
