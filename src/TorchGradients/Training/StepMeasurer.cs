using TorchGradients.Models;
using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>Measures what a step needs and nothing else; numbers stay on the device until the block is read.</summary>
sealed class StepMeasurer(Network network, IReadOnlySet<Measurement> needed)
{
    /// <summary>Whether tensors on the way must keep their gradients.</summary>
    public bool NeedsRetainedGradients =>
        needed.Contains(Measurement.DeltaNorm)
        || needed.Contains(Measurement.ActivationGradientNorm)
        || needed.Contains(Measurement.ZeroGradient)
        || needed.Contains(Measurement.GradientSignalToNoise)
        || needed.Contains(Measurement.WeightGradientNorm)
            && network.Layers.Any(layer => layer.WeightScale is not null);

    /// <summary>Whether the update is measured.</summary>
    public bool NeedsUpdate => needed.Contains(Measurement.UpdateNorm);

    /// <summary>What is known before the update.</summary>
    /// <param name="block">Where the numbers gather.</param>
    /// <param name="trace">The forward pass, after the backward pass.</param>
    /// <param name="gradients">Of <see cref="Network.Parameters"/>, in their order, before clipping.</param>
    public void MeasureGradients(MeasurementBlock block, NetworkTrace trace, IReadOnlyList<Tensor> gradients)
    {
        if (needed.Count == 0) return;

        int parameter = 0;
        for (int i = 0; i < network.Layers.Count; i++)
        {
            var layer = network.Layers[i];
            var ofLayer = layer.Parameters.Zip(gradients.Skip(parameter)).ToArray();
            parameter += layer.Parameters.Count;
            MeasureGradients(block, i, layer, trace.Layers[i],
                of => of is null ? null : ofLayer.First(pair => ReferenceEquals(pair.First, of)).Second);
        }
    }

    /// <summary>What the update did to the effective weights; only where it is needed.</summary>
    /// <param name="block">Where the numbers gather.</param>
    /// <param name="before">The effective weights before the update.</param>
    public void MeasureUpdate(MeasurementBlock block, IReadOnlyList<Tensor> before)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            block.Add(Measurement.UpdateNorm, i, LayerMeasures.Norm(network.Layers[i].EffectiveWeight() - before[i]));
        }
    }

    void MeasureGradients(
        MeasurementBlock block, int i, NetworkLayer layer, LayerTrace trace, Func<Tensor?, Tensor?> gradientOf)
    {
        Add(Measurement.DeltaNorm, () => LayerMeasures.Norm(trace.PreActivation.grad));
        Add(Measurement.ActivationGradientNorm, () => LayerMeasures.Norm(trace.Activated.grad));
        Add(Measurement.WeightGradientNorm, () => LayerMeasures.Norm(
            layer.WeightScale is null ? gradientOf(layer.Weight) : trace.Weight.grad));
        Add(Measurement.BiasGradientNorm, () => LayerMeasures.Norm(gradientOf(layer.Bias)));
        Add(Measurement.WeightNorm, () => LayerMeasures.Norm(trace.Weight));
        Add(Measurement.ActivationMean, () => LayerMeasures.Mean(trace.Activated));
        Add(Measurement.ActivationStandardDeviation, () => LayerMeasures.StandardDeviation(trace.Activated));
        Add(Measurement.ZeroGradient, () => LayerMeasures.ZeroFraction(trace.PreActivation.grad));
        Add(Measurement.GradientSignalToNoise, () => LayerMeasures.SignalToNoise(trace.Input, trace.Affine.grad!));
        if (!needed.Contains(Measurement.Saturation) && !needed.Contains(Measurement.DeadUnits)) return;

        var slope = layer.Activation.Slope(trace.PreActivation.detach(), layer.ActivationParameter?.detach());
        Add(Measurement.DeadUnits, () => LayerMeasures.DeadUnits(slope));
        Add(Measurement.Saturation, () => LayerMeasures.Saturation(
            slope, LayerMeasures.MaximalSlope(layer.Activation, layer.ActivationParameter, slope)));

        void Add(Measurement measurement, Func<Tensor?> measure)
        {
            if (needed.Contains(measurement)) block.Add(measurement, i, measure());
        }
    }
}
