namespace TorchGradients.Training.Optimizers;

/// <summary>Adadelta: updates in the units of the parameter.</summary>
/// <remarks>
/// g += λθ; v = ρv + (1 − ρ)g²; d = g √(s + ε) / √(v + ε); s = ρs + (1 − ρ)d²; θ −= ηd.
/// Source: Zeiler 2012, algorithm 1; torch.optim.Adadelta.
/// </remarks>
public sealed class Adadelta(AdadeltaOptions options) : Optimizer
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
        var square = state.ZerosOf("meanSquare", parameter)
            .mul_(options.Rho).addcmul_(gradient, gradient, 1 - options.Rho);
        var ofUpdates = state.ZerosOf("meanSquareOfUpdates", parameter);
        var step = ofUpdates.add(options.Epsilon).sqrt_()
            .div_(square.add(options.Epsilon).sqrt_()).mul_(gradient);
        ofUpdates.mul_(options.Rho).addcmul_(step, step, 1 - options.Rho);
        parameter.add_(step, -learningRate);
    }
}
