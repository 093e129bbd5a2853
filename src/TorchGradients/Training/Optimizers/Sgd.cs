namespace TorchGradients.Training.Optimizers;

/// <summary>Stochastic gradient descent, with momentum where asked for.</summary>
/// <remarks>
/// g += λθ; u = g at first, then u = μu + g; θ −= ηu, with nesterov θ −= η(g + μu).
/// Source: Robbins and Monro 1951; Polyak 1964; Sutskever et al. 2013; torch.optim.SGD without dampening.
/// </remarks>
public sealed class Sgd(SgdOptions options) : Optimizer
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
        if (options.Momentum != 0)
        {
            var velocity = state.ZerosOf("velocity", parameter).mul_(options.Momentum).add_(gradient);
            gradient = options.Nesterov ? gradient.add(velocity, options.Momentum) : velocity;
        }

        parameter.add_(gradient, -learningRate);
    }
}
