namespace TorchGradients.Probes;

/// <summary>What a hidden layer does to a small change of one sample: v W ⊙ slopes, and v itself where it is added.</summary>
/// <param name="Inputs">Entries of v.</param>
/// <param name="Units">Entries of the result.</param>
/// <param name="Weight">W [in, out], row after row.</param>
/// <param name="Slopes">φ′(z) of the sample, times the factor of a normalisation whose statistics are held fixed: [out].</param>
/// <param name="AddsInput">Whether the layer adds its input to its output.</param>
public sealed record JacobianLayer(int Inputs, int Units, double[] Weight, double[] Slopes, bool AddsInput)
{
    /// <summary>J v.</summary>
    public double[] Times(double[] v)
    {
        double[] result = new double[Units];
        for (int i = 0; i < Inputs; i++)
        {
            ReadOnlySpan<double> row = Weight.AsSpan(i * Units, Units);
            double factor = v[i];
            for (int j = 0; j < row.Length; j++) result[j] += factor * row[j];
        }

        for (int j = 0; j < Units; j++) result[j] = result[j] * Slopes[j] + (AddsInput ? v[j] : 0);
        return result;
    }

    /// <summary>Jᵀ u.</summary>
    public double[] TransposeTimes(double[] u)
    {
        double[] scaled = new double[Units];
        for (int j = 0; j < Units; j++) scaled[j] = u[j] * Slopes[j];

        double[] result = new double[Inputs];
        for (int i = 0; i < Inputs; i++)
        {
            ReadOnlySpan<double> row = Weight.AsSpan(i * Units, Units);
            double sum = AddsInput ? u[i] : 0;
            for (int j = 0; j < row.Length; j++) sum += row[j] * scaled[j];
            result[i] = sum;
        }

        return result;
    }
}
