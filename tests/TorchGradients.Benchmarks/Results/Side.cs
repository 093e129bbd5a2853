namespace TorchGradients.Benchmarks.Results;

/// <summary>One of those that are compared, as it was timed turn by turn.</summary>
/// <param name="Name">For example <c>PyTorch</c>.</param>
/// <param name="Samples">A number a turn.</param>
/// <param name="Unit">For example <c>s</c>.</param>
public sealed record Side(string Name, IReadOnlyList<double> Samples, string Unit)
{
    /// <summary>The middle sample, or the mean of the middle two.</summary>
    public double Median { get; } = MedianOf(Samples);

    static double MedianOf(IReadOnlyList<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
