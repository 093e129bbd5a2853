namespace TorchGradients.Training.Optimizers;

/// <summary>Adagrad: the gradient over the root of the sum of its squares.</summary>
/// <remarks>
/// g += λθ; s = s + g²; θ −= η / (1 + (t − 1)κ) · g / (√s + ε).
/// Source: Duchi, Hazan and Singer 2011; torch.optim.Adagrad.
/// </remarks>
public sealed class Adagrad(AdagradOptions options) : Optimizer
{
    /// <inheritdoc/>
    public override double LearningRate => options.LearningRate;

    /// <inheritdoc/>
    public override void Update(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, double learningRate, int update)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();

        gradient = gradient.WithDecay(parameter, options.WeightDecay);
        var sum = state.ZerosOf("sumOfSquares", parameter).addcmul_(gradient, gradient, 1);
        var root = sum.sqrt().add_(options.Epsilon);
        parameter.addcdiv_(gradient, root, -learningRate / (1 + (update - 1) * options.LearningRateDecay));
    }
}
