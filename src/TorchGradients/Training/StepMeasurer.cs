using TorchGradients.Models;
using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>Measures what a step needs and nothing else; numbers stay on the device until the block is read.</summary>
sealed class StepMeasurer(Network network, IReadOnlySet<Measurement> needed)
{
    /// <summary>The tensors on the way whose gradients are measured: backpropagation hands on no others.</summary>
    public IEnumerable<Tensor> OnTheWay(NetworkTrace trace)
    {
        bool delta = needed.Contains(Measurement.DeltaNorm) || needed.Contains(Measurement.ZeroGradient);
        bool activated = needed.Contains(Measurement.ActivationGradientNorm);
        bool affine = needed.Contains(Measurement.GradientSignalToNoise);
        bool weight = needed.Contains(Measurement.WeightGradientNorm);
        for (int i = 0; i < trace.Layers.Count; i++)
        {
            if (delta) yield return trace.Layers[i].PreActivation;
            if (activated) yield return trace.Layers[i].Activated;
            if (affine) yield return trace.Layers[i].Affine;
            if (weight && network.Layers[i].WeightScale is not null) yield return trace.Layers[i].Weight;
        }
    }

    /// <summary>Whether the update is measured.</summary>
    public bool NeedsUpdate => needed.Contains(Measurement.UpdateNorm);

    /// <summary>What is known before the update.</summary>
    /// <param name="block">Where the numbers gather.</param>
    /// <param name="trace">The forward pass, after the backward pass.</param>
    /// <param name="pass">The gradients, before clipping.</param>
    public void MeasureGradients(MeasurementBlock block, NetworkTrace trace, BackwardPass pass)
    {
        if (needed.Count == 0) return;
        if (needed.Contains(Measurement.JacobianSingularValues)) JacobianMeasure.AddTo(block, network, trace);

        for (int i = 0; i < network.Layers.Count; i++)
        {
            MeasureGradients(block, i, network.Layers[i], trace.Layers[i], pass);
        }
    }

    /// <summary>What the update did to the effective weights; only where it is needed.</summary>
    /// <param name="block">Where the numbers gather.</param>
    /// <param name="before">The effective weights before the update.</param>
    public void MeasureUpdate(MeasurementBlock block, IReadOnlyList<Tensor> before)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            block.AddNorm(Measurement.UpdateNorm, i, network.Layers[i].EffectiveWeight() - before[i]);
        }
    }

    void MeasureGradients(MeasurementBlock block, int i, NetworkLayer layer, LayerTrace trace, BackwardPass pass)
    {
        AddNorm(Measurement.DeltaNorm, () => pass.Of(trace.PreActivation));
        AddNorm(Measurement.ActivationGradientNorm, () => pass.Of(trace.Activated));
        AddNorm(Measurement.WeightGradientNorm, () => pass.Of(layer.WeightScale is null ? layer.Weight : trace.Weight));
        AddNorm(Measurement.BiasGradientNorm, () => pass.Of(layer.Bias));
        AddNorm(Measurement.WeightNorm, () => trace.Weight);
        Add(Measurement.ActivationMean, () => LayerMeasures.Mean(trace.Activated));
        Add(Measurement.ActivationStandardDeviation, () => LayerMeasures.StandardDeviation(trace.Activated));
        Add(Measurement.ZeroGradient, () => LayerMeasures.ZeroFraction(pass.Of(trace.PreActivation)));
        Add(Measurement.GradientSignalToNoise, () => LayerMeasures.SignalToNoise(trace.Input, pass.Of(trace.Affine)!));
        if (!needed.Contains(Measurement.Saturation) && !needed.Contains(Measurement.DeadUnits)) return;

        var slope = layer.Activation.Slope(trace.PreActivation.detach(), layer.ActivationParameter?.detach());
        Add(Measurement.DeadUnits, () => LayerMeasures.DeadUnits(slope));
        Add(Measurement.Saturation, () => LayerMeasures.Saturation(
            slope, LayerMeasures.MaximalSlope(layer.Activation, layer.ActivationParameter, slope)));

        void Add(Measurement measurement, Func<Tensor?> measure)
        {
            if (needed.Contains(measurement)) block.Add(measurement, i, measure());
        }

        void AddNorm(Measurement measurement, Func<Tensor?> measured)
        {
            if (needed.Contains(measurement)) block.AddNorm(measurement, i, measured());
        }
    }
}
