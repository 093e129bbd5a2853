using TorchGradients.Arithmetic;

namespace TorchGradients.Training.Losses;

/// <summary>Mean squared error against one-hot targets.</summary>
/// <remarks>
/// Σ_k (a_k − [k = y])² / K, mean over the batch; ∂/∂a_k = 2(a_k − [k = y]) / K. Source: torch.nn.MSELoss.
/// </remarks>
public sealed class MeanSquaredError : Loss
{
    /// <inheritdoc/>
    public override Tensor Apply(Tensor output, Tensor labels)
    {
        // [member, batch, classes]
        var targets = torch.nn.functional.one_hot(labels, output.shape[^1]).to(output.dtype);
        return (output - targets).Squared().mean([-2, -1]);
    }

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> output, int label)
    {
        double sum = 0;
        for (int k = 0; k < output.Length; k++)
        {
            double difference = output[k] - (k == label ? 1 : 0);
            sum += difference * difference;
        }

        return sum / output.Length;
    }

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> output, int label, Span<double> gradient)
    {
        for (int k = 0; k < output.Length; k++)
        {
            gradient[k] = 2 * (output[k] - (k == label ? 1 : 0)) / output.Length;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The frequencies: the mean of the one-hot targets.</remarks>
    public override double[] BestConstant(IReadOnlyList<double> frequencies) => [.. frequencies];
}
