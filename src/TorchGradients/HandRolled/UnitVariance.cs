using TorchGradients.Models.Initializers;

namespace TorchGradients.HandRolled;

/// <summary>
/// <c>lsuv</c>, from the first layer on: W ← W / sd(W a + b) over the batch, until the variance is one or the tries are used up.
/// </summary>
/// <remarks>
/// Source: Mishkin and Matas, 2016, algorithm 1. Running statistics of batch normalisation stay as they are.
/// </remarks>
static class UnitVariance
{
    internal static void Scale(HandRolledNetwork network, Matrix inputs, UnitVarianceScaling scaling)
    {
        Matrix a = inputs;
        foreach (HandRolledLayer layer in network.Layers)
        {
            for (int i = 0; i < scaling.MaximalIterations; i++)
            {
                double deviation = Measures.Deviation(layer.Affine(a).Entries);
                if (Math.Abs(deviation * deviation - 1) <= scaling.Tolerance) break;
                if (deviation > 0) Divide(layer.Weight.Entries, deviation);
            }

            double[] mean = [.. layer.Normalization?.RunningMean ?? []];
            double[] variance = [.. layer.Normalization?.RunningVariance ?? []];
            a = layer.Forward(a, training: true);
            if (layer.Normalization is not { } normalization) continue;
            mean.CopyTo(normalization.RunningMean, 0);
            variance.CopyTo(normalization.RunningVariance, 0);
        }
    }

    static void Divide(double[] entries, double divisor)
    {
        for (int i = 0; i < entries.Length; i++) entries[i] /= divisor;
    }
}
