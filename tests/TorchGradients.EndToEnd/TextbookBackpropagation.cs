namespace TorchGradients.EndToEnd;

/// <summary>
/// Forward and backward pass of a sigmoid network, a sample at a time, in double precision, from the textbook.
/// </summary>
/// <param name="weights">W_1 … W_L, each [out, in] row-major, with their shapes.</param>
/// <param name="biases">b_1 … b_L.</param>
/// <param name="isSquaredError">
/// Sigmoid output and squared error, mean over batch and classes; else linear output and cross-entropy, mean over the
/// batch.
/// </param>
internal sealed class TextbookBackpropagation(
    (int[] Shape, double[] Values)[] weights, double[][] biases, bool isSquaredError)
{
    /// <summary>‖δ_l‖ over batch and units, and ‖∂𝓛/∂W_l‖, for l = 1 … L.</summary>
    public (double[] Deltas, double[] WeightGradients) Norms(double[][] inputs, int[] labels)
    {
        double[] squares = new double[weights.Length];
        double[][] gradients = [.. weights.Select(weight => new double[weight.Values.Length])];
        foreach (var (input, label) in inputs.Zip(labels))
        {
            double[][] a = Forward(input);
            double[] delta = OutputDelta(a[^1], label, inputs.Length);
            for (int l = weights.Length - 1; l >= 0; l--)
            {
                squares[l] += delta.Sum(value => value * value);
                Accumulate(gradients[l], delta, a[l]);
                if (l > 0) delta = HiddenDelta(weights[l], delta, a[l]);
            }
        }

        return ([.. squares.Select(Math.Sqrt)], [.. gradients.Select(gradient => Math.Sqrt(gradient.Sum(g => g * g)))]);
    }

    // a_0 is the input, a_l = φ(W_l a_{l-1} + b_l).
    double[][] Forward(double[] input)
    {
        double[][] a = [input, .. new double[weights.Length][]];
        for (int l = 0; l < weights.Length; l++)
        {
            var z = new double[weights[l].Shape[0]];
            for (int i = 0; i < z.Length; i++)
            {
                z[i] = biases[l][i];
                for (int j = 0; j < a[l].Length; j++) z[i] += weights[l].Values[i * a[l].Length + j] * a[l][j];
            }

            bool isLinear = l == weights.Length - 1 && !isSquaredError;
            a[l + 1] = isLinear ? z : [.. z.Select(value => 1 / (1 + Math.Exp(-value)))];
        }

        return a;
    }

    double[] OutputDelta(double[] output, int label, int batch)
    {
        double sum = output.Sum(Math.Exp);
        return [.. output.Select((value, unit) =>
        {
            double target = unit == label ? 1 : 0;
            return isSquaredError
                ? 2 * (value - target) / (batch * output.Length) * value * (1 - value)
                : (Math.Exp(value) / sum - target) / batch;
        })];
    }

    // δ_l = (W_{l+1}ᵀ δ_{l+1}) ⊙ φ′(z_l), and φ′ = a (1 − a).
    static double[] HiddenDelta((int[] Shape, double[] Values) weight, double[] delta, double[] a)
    {
        var hidden = new double[a.Length];
        for (int j = 0; j < hidden.Length; j++)
        {
            for (int i = 0; i < delta.Length; i++) hidden[j] += weight.Values[i * a.Length + j] * delta[i];
            hidden[j] *= a[j] * (1 - a[j]);
        }

        return hidden;
    }

    static void Accumulate(double[] gradient, double[] delta, double[] a)
    {
        for (int i = 0; i < delta.Length; i++)
        {
            for (int j = 0; j < a.Length; j++) gradient[i * a.Length + j] += delta[i] * a[j];
        }
    }
}
