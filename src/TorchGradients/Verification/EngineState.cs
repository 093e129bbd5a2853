using TorchGradients.HandRolled;
using TorchGradients.Models;
using TorchGradients.Training;

namespace TorchGradients.Verification;

/// <summary>Weights, running statistics and optimizer state, from one engine to the other.</summary>
static class EngineState
{
    internal static void Copy(TorchEngine from, HandRolledEngine to)
    {
        foreach ((NetworkLayer source, HandRolledLayer target) in from.Network.Layers.Zip(to.Network.Layers))
        {
            if (target.Normalization is not { } normalization) continue;
            source.Normalization!.RunningMean!.ToDoubles().CopyTo(normalization.RunningMean, 0);
            source.Normalization!.RunningVariance!.ToDoubles().CopyTo(normalization.RunningVariance, 0);
        }

        // Both list what is trained in the same order: per layer weight, bias, gamma, beta, slope.
        double[][] trained = [.. to.Network.Layers.SelectMany(layer => layer.Trained()).Select(pair => pair.Values)];
        ArgumentOutOfRangeException.ThrowIfNotEqual(trained.Length, from.Network.Parameters.Count);
        using var scope = torch.NewDisposeScope();
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> optimizer = from.OptimizerState;
        for (int i = 0; i < trained.Length; i++)
        {
            from.Network.Parameters[i].ToDoubles().CopyTo(trained[i], 0);
            IDictionary<string, double[]> state = to.StateOf(trained[i]);
            state.Clear();
            foreach ((string name, Tensor tensor) in optimizer[i]) state[name] = tensor.ToDoubles();
        }
    }
}
