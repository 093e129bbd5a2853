namespace TorchGradients.Training.Optimizers;

/// <summary>How optimizers read and make their named tensors.</summary>
static class OptimizerState
{
    /// <summary>The tensor of that name, zeros where it is new; it outlives the caller's dispose scope.</summary>
    public static Tensor ZerosOf(this IDictionary<string, Tensor> state, string name, Tensor parameter)
    {
        if (!state.TryGetValue(name, out var tensor))
        {
            tensor = torch.zeros_like(parameter).DetachFromDisposeScope();   // its owner disposes it with the engine
            state[name] = tensor;
        }

        return tensor;
    }

    /// <summary>g + weightDecay · θ; g itself where nothing decays.</summary>
    public static Tensor WithDecay(this Tensor gradient, Tensor parameter, MemberNumbers weightDecay) =>
        weightDecay.AreZero ? gradient : weightDecay.PlusTimes(gradient, parameter);
}
