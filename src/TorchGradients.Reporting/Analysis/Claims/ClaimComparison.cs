using System.Globalization;
using TorchGradients.Configuration;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>Compares samples as a condition asks: with numbers, with each other, along an axis.</summary>
sealed class ClaimComparison(ClaimCondition condition, double alpha)
{
    const int FewestDigits = 3;
    const int MostDigits = 8;

    readonly bool _isLogarithmic = ClaimMeasure.Of(condition).IsLogarithmic;
    readonly string _title = ClaimMeasure.Of(condition).Title;

    // Of diverged runs what would count against their cell is missing: how well it trains.
    bool IsOfTraining => condition.Quantity is "trainLoss" or "testLoss" or "testAccuracy";

    bool IsVariance => condition.Statistic == "logarithmic-variance";

    /// <summary>A cell's quantity: its mean over the seeds, as tables have it, or the variance of its logarithm.</summary>
    public ClaimPart Alone(ClaimSample sample, ClaimBounds bounds)
    {
        if (IsVariance && !sample.IsPositive) return NoLogarithm(sample.Title);

        ClaimInterval? interval = IsVariance ? ClaimInterval.OfVariance(sample.Logarithms, alpha)
            : ClaimInterval.OfMean([.. sample.Values.Values], alpha)?.Within(sample.Lowest, sample.Highest);
        return Part($"{sample.Title}: {What}", interval, bounds, [sample], Survivors(bounds, sample));
    }

    /// <summary>
    /// A cell against another, paired by seed: by the ratio where the quantity is a size, or where a ratio is asked for, else by
    /// the difference.
    /// </summary>
    /// <param name="sample">The cell.</param>
    /// <param name="other">What it is compared with.</param>
    /// <param name="bounds">What is wanted, from the number that means no difference.</param>
    public ClaimPart Pair(ClaimSample sample, ClaimSample other, Func<double, ClaimBounds> bounds)
    {
        var pairs = sample.PairedWith(other);
        bool isPositive = sample.IsPositive && other.IsPositive;
        string names = $"{sample.Title} against {other.Title}: {What}";
        ClaimSample[] both = [sample, other];
        string? survivors = Survivors(bounds(0), sample, other);
        if (!isPositive && (IsVariance || condition.Is == "within")) return NoLogarithm($"{sample.Title} against {other.Title}");
        if (IsVariance) return Part($"{names}, ratio", ClaimInterval.OfVarianceRatio(sample.Logarithms, other.Logarithms, alpha), bounds(1), both, survivors);

        bool isRatio = isPositive && (_isLogarithmic || condition.Is == "within");
        string means = pairs.Count == 0 ? "" : Means([.. pairs.Select(pair => pair.First)], [.. pairs.Select(pair => pair.Second)], isRatio);
        return isRatio
            ? Part($"{names}{means}, ratio", ClaimInterval.OfMean([.. pairs.Select(pair => Math.Log(pair.First / pair.Second))], alpha)?.Exponential(), bounds(1), both, survivors)
            : Part($"{names}{means}, difference", ClaimInterval.OfMean([.. pairs.Select(pair => pair.First - pair.Second)], alpha), bounds(0), both, survivors);
    }

    /// <summary>
    /// The slope along an axis: of each seed, then their mean; the regression's own interval where there is one seed, and the
    /// jackknife's for variances, which no seed has alone.
    /// </summary>
    public ClaimPart Slope(string others, IReadOnlyList<(double X, ClaimSample Sample)> points, ClaimBounds bounds)
    {
        string what = $"{(others.Length == 0 ? "" : others + ": ")}slope of {(condition.Scale == "linear" ? "" : "ln ")}{What} along {(condition.Scale == "power" ? "ln " : "")}{condition.Along}";
        bool needsLogarithm = IsVariance || condition.Scale != "linear";
        if (needsLogarithm && points.Any(point => !point.Sample.IsPositive)) return NoLogarithm(what);
        if (condition.Scale == "power" && points.Any(point => point.X <= 0)) return NoLogarithm($"the axis {condition.Along}");

        ClaimSample[] samples = [.. points.Select(point => point.Sample)];
        string? survivors = samples.Select(sample => Survivors(sample)).OfType<string>().FirstOrDefault();
        long[] seeds = [.. points.SelectMany(point => point.Sample.Values.Keys).Distinct().Where(seed => points.All(point => point.Sample.Values.ContainsKey(seed))).Order()];
        if (IsVariance)
        {
            return Part(what, ClaimInterval.OfJackknife(seeds, some => ClaimInterval.OfSlope([.. points.Select(point =>
                (X(point.X), Y(ClaimInterval.Variance([.. some.Select(seed => Math.Log(point.Sample.Values[seed]))]))))], alpha)?.Estimate ?? double.NaN, alpha), bounds, samples, survivors);
        }

        ClaimInterval[] slopes = [.. seeds.Select(seed => ClaimInterval.OfSlope([.. points.Select(point => (X(point.X), Y(point.Sample.Values[seed])))], alpha)).OfType<ClaimInterval>()];
        return slopes.Length == 1
            ? Part(what, slopes[0], bounds, samples, survivors, "points")
            : Part(what, ClaimInterval.OfMean([.. slopes.Select(slope => slope.Estimate)], alpha), bounds, samples, survivors);
    }

    string What => IsVariance ? $"variance of ln {_title}" : _title;

    double X(double value) => condition.Scale == "power" ? Math.Log(value) : value;

    double Y(double value) => condition.Scale == "linear" ? value : Math.Log(value);

    /// <summary>Which of the cells that the bounds favour has lost runs to divergence; null where none has.</summary>
    string? Survivors(ClaimBounds bounds, ClaimSample sample, ClaimSample? other = null)
    {
        (double? better, double? worse) = condition.Quantity == "testAccuracy" ? (bounds.Low, bounds.High) : (bounds.High, bounds.Low);
        return (better is null ? null : Survivors(sample)) ?? (worse is null || other is null ? null : Survivors(other));
    }

    string? Survivors(ClaimSample sample) => IsOfTraining && sample.Diverged > 0
        ? $"{sample.Diverged} {(sample.Diverged == 1 ? "run" : "runs")} of {sample.Title} diverged, so that only survivors are compared"
        : null;

    ClaimPart Part(
        string what, ClaimInterval? interval, ClaimBounds bounds, IReadOnlyCollection<ClaimSample> samples, string? survivors,
        string counted = "seeds")
    {
        int leftOut = samples.Sum(sample => sample.LeftOut);
        string without = leftOut == 0 ? "" : $", {leftOut} {(leftOut == 1 ? "run" : "runs")} without a finite value left out";
        if (interval is null) return new ClaimPart(ClaimOutcome.NotDecided, $"{what} was not measured{without}");

        double[] ends = [.. new[] { interval.Low, interval.High }.OfType<double>(), .. bounds.Limits];
        int digits = ShortNumber.DigitsApart(ends, FewestDigits, MostDigits);
        string estimate = $"{what} {ShortNumber.Of(interval.Estimate, digits)}";
        if (samples.Any(sample => sample.IsShared))
        {
            return new ClaimPart(ClaimOutcome.NotDecided,
                $"{estimate}, but seeds that train together are one measurement of time, which has no interval "
                + $"(run with execution:cohorts off and --workers 1){without}");
        }

        if (interval.Low is null)
        {
            string few = interval.Count == 1 ? $"1 {counted[..^1]} has" : $"{interval.Count} {counted} have";
            return new ClaimPart(ClaimOutcome.NotDecided, $"{estimate}, but {few} no interval{without}");
        }

        ClaimOutcome outcome = bounds.Of(interval);
        bool isOfSurvivors = outcome == ClaimOutcome.Holds && survivors is not null;
        return new ClaimPart(isOfSurvivors ? ClaimOutcome.NotDecided : outcome,
            $"{estimate} ({Percent} interval {ShortNumber.Of(interval.Low, digits)} to {ShortNumber.Of(interval.High, digits)}, "
            + $"{interval.Count} {counted}{without}; {bounds.Text(digits)}{(isOfSurvivors ? $"; {survivors}" : "")})");
    }

    string Percent => string.Create(CultureInfo.InvariantCulture, $"{100 * (1 - alpha):0.##} %");

    static ClaimPart NoLogarithm(string what) => new(ClaimOutcome.NotDecided, $"{what} has values that are not above 0, so there is no logarithm");

    static string Means(double[] own, double[] others, bool areGeometric)
    {
        double one = Mean(own, areGeometric), other = Mean(others, areGeometric);
        int digits = ShortNumber.DigitsApart([one, other], FewestDigits, MostDigits);
        return $" {ShortNumber.Of(one, digits)} against {ShortNumber.Of(other, digits)}";
    }

    static double Mean(double[] values, bool isGeometric) =>
        isGeometric ? Math.Exp(values.Average(value => Math.Log(value))) : values.Average();
}
