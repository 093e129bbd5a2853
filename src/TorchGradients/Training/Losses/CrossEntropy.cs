namespace TorchGradients.Training.Losses;

/// <summary>Cross-entropy of the softmax of logits.</summary>
/// <remarks>
/// log Σ_k exp(a_k) − a_y, the largest logit taken out first so that none overflows; ∂/∂a_k = softmax(a)_k − [k = y].
/// Source: Bridle 1990; torch.nn.CrossEntropyLoss.
/// </remarks>
public sealed class CrossEntropy : Loss
{
    /// <inheritdoc/>
    public override Tensor Apply(Tensor output, Tensor labels) =>
        torch.nn.functional.log_softmax(output, -1).gather(-1, labels.unsqueeze(-1)).mean([-2, -1]).neg();

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> output, int label)
    {
        double largest = Largest(output);
        return Math.Log(SumOfExponentials(output, largest)) - (output[label] - largest);
    }

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> output, int label, Span<double> gradient)
    {
        double largest = Largest(output);
        double sum = SumOfExponentials(output, largest);
        for (int k = 0; k < output.Length; k++)
        {
            gradient[k] = Math.Exp(output[k] - largest) / sum - (k == label ? 1 : 0);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The logarithms of the frequencies, whose softmax they are; −∞ for a class that there is not.</remarks>
    public override double[] BestConstant(IReadOnlyList<double> frequencies) => [.. frequencies.Select(frequency => Math.Log(frequency))];

    static double Largest(ReadOnlySpan<double> output)
    {
        double largest = output[0];
        foreach (double value in output)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    static double SumOfExponentials(ReadOnlySpan<double> output, double largest)
    {
        double sum = 0;
        foreach (double value in output)
        {
            sum += Math.Exp(value - largest);
        }

        return sum;
    }
}
