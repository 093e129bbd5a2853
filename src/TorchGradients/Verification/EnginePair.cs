using TorchGradients.HandRolled;
using TorchGradients.Probes;
using TorchGradients.Training;

namespace TorchGradients.Verification;

/// <summary>Both engines at work on the same network, step by step. Owns them.</summary>
public sealed class EnginePair : IDisposable
{
    // A step of φ′ at a kink is far above this share of the largest slope, a difference by rounding far below.
    const double KinkShare = 1e-2;

    // The smallest normal numbers: below them digits are lost.
    const double SmallestSingle = 1.1754943508222875e-38;
    const double SmallestDouble = 2.2250738585072014e-308;

    static readonly HashSet<Measurement> s_nothing = [];

    readonly TorchEngine _torch;
    readonly HandRolledEngine _handRolled;
    readonly double _smallest;
    IReadOnlyList<LayerNumbers> _ofTorch = [];

    /// <summary>A pair of the same layers; the torch engine has one member.</summary>
    public EnginePair(TorchEngine torch, HandRolledEngine handRolled)
    {
        (_torch, _handRolled) = (torch, handRolled);
        _torch.Watch = (trace, gradients) => _ofTorch = LayerNumbers.Of(_torch.Network, trace, gradients);
        _smallest = _torch.Network.Parameters[0].dtype == TorchSharp.torch.ScalarType.Float64 ? SmallestDouble : SmallestSingle;
    }

    /// <summary>
    /// Gives the hand-rolled engine the torch engine's weights and optimizer state, exactly: float64 holds every
    /// float32.
    /// Without it tiny differences grow from step to step, the more the deeper the network.
    /// </summary>
    public void Align() => EngineState.Copy(_torch, _handRolled);

    /// <summary>Shows both the first batch, for initial weights that depend on it.</summary>
    public void Prepare(Tensor inputs)
    {
        _torch.Prepare(inputs);
        _handRolled.Prepare(inputs);
    }

    /// <summary>The same step in both.</summary>
    /// <param name="inputs">[1, batch, features].</param>
    /// <param name="labels">[1, batch].</param>
    /// <param name="step">0 … steps − 1.</param>
    public PairedStep Step(Tensor inputs, Tensor labels, int step)
    {
        double torchLoss = _torch.Step(inputs, labels, step, s_nothing).Losses[0];
        double handRolledLoss = _handRolled.Step(inputs, labels, step, s_nothing).Losses[0];
        return new PairedStep(torchLoss, handRolledLoss, [.. _handRolled.Network.Layers.Select((_, i) => Difference(i))]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _torch.Dispose();
        _handRolled.Dispose();
    }

    LayerDifference Difference(int i)
    {
        HandRolledLayer layer = _handRolled.Network.Layers[i];
        LayerNumbers x = _ofTorch[i];
        LayerNumbers y = LayerNumbers.Of(layer);
        return new LayerDifference(
            i + 1,
            RelativeDifference.Of(x.Delta, y.Delta),
            RelativeDifference.Of(x.WeightGradient, y.WeightGradient),
            RelativeDifference.Of(x.BiasGradient, y.BiasGradient),
            RelativeDifference.Of(LayerNumbers.Kept(_torch.Network.Layers[i]), LayerNumbers.Kept(layer)),
            y.Delta.Count(entry => entry != 0 && Math.Abs(entry) < _smallest),
            x.Z.Zip(y.Z).Count(z => AreOnDifferentSides(layer, z.First, z.Second)));
    }

    static bool AreOnDifferentSides(HandRolledLayer layer, double x, double y) =>
        Math.Abs(Slope(layer, x) - Slope(layer, y)) > KinkShare * layer.Activation.MaximalSlope(layer.ParameterValue);

    static double Slope(HandRolledLayer layer, double z) => layer.Activation.Derivative(z, layer.ParameterValue);
}
