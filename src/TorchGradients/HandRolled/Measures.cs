using TorchGradients.Probes;

namespace TorchGradients.HandRolled;

/// <summary>The measurements of a layer, each by its definition.</summary>
static class Measures
{
    const double SaturationThreshold = 0.05;
    const double RoundingShare = 1e-13;

    /// <summary>A measurement of the pass that was just made; the update's norm is measured by the engine.</summary>
    internal static double? Of(Measurement measurement, HandRolledLayer layer) => measurement switch
    {
        Measurement.DeltaNorm => Norm(layer.Delta.Entries),
        Measurement.ActivationGradientNorm => Norm(layer.ActivatedGradient.Entries),
        Measurement.WeightGradientNorm => Norm(layer.WeightGradient.Entries),
        Measurement.BiasGradientNorm => layer.Bias is null ? null : Norm(layer.BiasGradient),
        Measurement.WeightNorm => Norm(layer.Weight.Entries),
        Measurement.ActivationMean => layer.Activated.Entries.Average(),
        Measurement.ActivationStandardDeviation => Deviation(layer.Activated.Entries),
        Measurement.Saturation => Saturation(layer),
        Measurement.DeadUnits => DeadUnits(layer),
        Measurement.ZeroGradient => (double)layer.Delta.Entries.Count(entry => entry == 0) / layer.Delta.Entries.Length,
        Measurement.GradientSignalToNoise => SignalToNoise(layer.Input, layer.AffineGradient),
        _ => throw new ArgumentOutOfRangeException(nameof(measurement), measurement, "is not a measurement of a pass."),
    };

    /// <summary>Euclidean norm, scaled by the largest entry so that squares neither vanish nor overflow.</summary>
    internal static double Norm(double[] entries)
    {
        double largest = 0;
        foreach (double entry in entries)
        {
            if (double.IsNaN(entry)) return double.NaN;
            largest = Math.Max(largest, Math.Abs(entry));
        }

        if (largest is 0 or double.PositiveInfinity) return largest;

        double sum = 0;
        foreach (double entry in entries) sum += entry / largest * (entry / largest);
        return largest * Math.Sqrt(sum);
    }

    /// <summary>Standard deviation of the population.</summary>
    internal static double Deviation(double[] entries)
    {
        double mean = entries.Average();
        return Math.Sqrt(entries.Average(entry => (entry - mean) * (entry - mean)));
    }

    static double Saturation(HandRolledLayer layer)
    {
        double threshold = SaturationThreshold * layer.Activation.MaximalSlope(layer.ParameterValue);
        return (double)layer.Z.Entries.Count(z => Math.Abs(Slope(layer, z)) < threshold) / layer.Z.Entries.Length;
    }

    static double DeadUnits(HandRolledLayer layer)
    {
        int dead = Enumerable.Range(0, layer.Z.Columns)
            .Count(unit => Enumerable.Range(0, layer.Z.Rows).All(sample => Slope(layer, layer.Z[sample, unit]) == 0));
        return (double)dead / layer.Z.Columns;
    }

    static double Slope(HandRolledLayer layer, double z) => layer.Activation.Derivative(z, layer.ParameterValue);

    /// <summary>
    /// Over the samples s, the gradient of weight (i, j) is B · δ_sj · a_si: |mean| / deviation, averaged over the
    /// weights whose
    /// deviation is not 0. Two passes; a variance below 1e-13 of the mean square counts as 0, as in the torch engine,
    /// whose
    /// single pass cannot tell it from rounding. The factor B cancels. Null where no weight varies.
    /// </summary>
    static double? SignalToNoise(Matrix input, Matrix delta)
    {
        int samples = input.Rows;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < input.Columns; i++)
        {
            for (int j = 0; j < delta.Columns; j++)
            {
                double mean = 0;
                for (int s = 0; s < samples; s++) mean += input[s, i] * delta[s, j];
                mean /= samples;
                double square = 0;
                for (int s = 0; s < samples; s++) square += Square(input[s, i] * delta[s, j] - mean);
                double variance = square / samples;
                if (variance <= RoundingShare * (variance + mean * mean)) continue;
                sum += Math.Abs(mean) / Math.Sqrt(variance);
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    static double Square(double value) => value * value;
}
