namespace TorchGradients.Training.Optimizers;

/// <summary>RMSProp: the gradient over the root of its running mean square.</summary>
/// <remarks>
/// g += λθ; v = αv + (1 − α)g²; with centered m = αm + (1 − α)g and v − m² in the place of v;
/// d = g / (√v + ε); with momentum u = μu + d and θ −= ηu, else θ −= ηd.
/// Source: Tieleman and Hinton 2012, lecture 6.5; Graves 2013 (centered); torch.optim.RMSprop.
/// </remarks>
public sealed class RmsProp(RmsPropOptions options) : Optimizer
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
            .mul_(options.Alpha).addcmul_(gradient, gradient, 1 - options.Alpha);
        if (options.Centered)
        {
            var mean = state.ZerosOf("mean", parameter).mul_(options.Alpha).add_(gradient, 1 - options.Alpha);
            square = square.addcmul(mean, mean, -1);
        }

        var root = square.sqrt().add_(options.Epsilon);
        if (options.Momentum != 0)
        {
            var velocity = state.ZerosOf("velocity", parameter).mul_(options.Momentum).addcdiv_(gradient, root, 1);
            parameter.add_(velocity, -learningRate);
        }
        else
        {
            parameter.addcdiv_(gradient, root, -learningRate);
        }
    }
}
