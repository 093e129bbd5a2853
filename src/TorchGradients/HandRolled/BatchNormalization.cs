namespace TorchGradients.HandRolled;

/// <summary>
/// Batch normalisation and its derivative by hand. With the batch's mean μ and variance σ² per unit over its B samples:
/// x̂ = (x − μ) / √(σ² + ε), y = γ x̂ + β.
/// </summary>
/// <remarks>
/// Backwards, with g = ∂𝓛/∂y: ∂𝓛/∂γ = Σ g x̂, ∂𝓛/∂β = Σ g,
/// ∂𝓛/∂x = γ / √(σ² + ε) · (g − mean(g) − x̂ · mean(g x̂)), sums and means over the batch.
/// Source: Ioffe and Szegedy, 2015, algorithm 1.
/// </remarks>
public sealed class BatchNormalization(int units, double epsilon, double momentum)
{
    Matrix _normalized = new(0, units);
    double[] _inverseDeviation = [];

    /// <summary>γ.</summary>
    public double[] Scale { get; } = [.. Enumerable.Repeat(1.0, units)];

    /// <summary>β.</summary>
    public double[] Shift { get; } = new double[units];

    /// <summary>∂𝓛/∂γ of the last backward pass.</summary>
    public double[] ScaleGradient { get; private set; } = new double[units];

    /// <summary>∂𝓛/∂β of the last backward pass.</summary>
    public double[] ShiftGradient { get; private set; } = new double[units];

    /// <summary>Mean that is used in evaluation.</summary>
    public double[] RunningMean { get; } = new double[units];

    /// <summary>Variance that is used in evaluation.</summary>
    public double[] RunningVariance { get; } = [.. Enumerable.Repeat(1.0, units)];

    /// <summary>γ / √(σ² + ε) of the last forward pass: what a small change is multiplied by while the statistics stay.</summary>
    public double[] Factor => [.. Scale.Zip(_inverseDeviation, (scale, inverse) => scale * inverse)];

    /// <summary>y; in training from the batch's statistics, which the running ones then follow.</summary>
    public Matrix Forward(Matrix x, bool training)
    {
        double[] mean = training ? Scaled(x.SumOfRows(), 1.0 / x.Rows) : RunningMean;       // mu = mean(x)
        double[] variance = training ? Variance(x, mean) : RunningVariance;                 // sigma^2 = mean((x - mu)^2)
        if (training) Follow(mean, variance, x.Rows);

        _inverseDeviation = Array.ConvertAll(variance, v => 1 / Math.Sqrt(v + epsilon));
        _normalized = Each(x, (unit, entry) => (entry - mean[unit]) * _inverseDeviation[unit]);   // x_hat
        return Each(_normalized, (unit, entry) => Scale[unit] * entry + Shift[unit]);             // y = gamma x_hat + beta
    }

    /// <summary>∂𝓛/∂x from g = ∂𝓛/∂y, for the batch of the last forward pass in training.</summary>
    public Matrix Backward(Matrix g)
    {
        ScaleGradient = Matrix.Hadamard(g, _normalized).SumOfRows();   // dL/dgamma = sum of g x_hat
        ShiftGradient = g.SumOfRows();                                 // dL/dbeta = sum of g
        double[] meanOfProduct = Scaled(ScaleGradient, 1.0 / g.Rows);
        double[] mean = Scaled(ShiftGradient, 1.0 / g.Rows);

        var gradient = new Matrix(g.Rows, g.Columns);
        for (int sample = 0; sample < g.Rows; sample++)
        {
            for (int unit = 0; unit < g.Columns; unit++)
            {
                // gamma / sqrt(sigma^2 + epsilon) * (g - mean(g) - x_hat * mean(g x_hat))
                gradient.Row(sample)[unit] = Scale[unit] * _inverseDeviation[unit]
                    * (g[sample, unit] - mean[unit] - _normalized[sample, unit] * meanOfProduct[unit]);
            }
        }

        return gradient;
    }

    void Follow(double[] mean, double[] variance, int samples)
    {
        for (int unit = 0; unit < units; unit++)
        {
            double unbiased = variance[unit] * samples / (samples - 1);   // as torch's running variance
            RunningMean[unit] = (1 - momentum) * RunningMean[unit] + momentum * mean[unit];
            RunningVariance[unit] = (1 - momentum) * RunningVariance[unit] + momentum * unbiased;
        }
    }

    static double[] Variance(Matrix x, double[] mean) =>
        Scaled(Each(x, (unit, entry) => (entry - mean[unit]) * (entry - mean[unit])).SumOfRows(), 1.0 / x.Rows);

    static double[] Scaled(double[] values, double factor) => Array.ConvertAll(values, value => value * factor);

    static Matrix Each(Matrix x, Func<int, double, double> function)
    {
        var result = new Matrix(x.Rows, x.Columns);
        for (int i = 0; i < x.Entries.Length; i++) result.Entries[i] = function(i % x.Columns, x.Entries[i]);
        return result;
    }
}
