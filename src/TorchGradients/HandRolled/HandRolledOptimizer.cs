namespace TorchGradients.HandRolled;

/// <summary>
/// An update rule, entry by entry; its state has the names of the torch engine's, so that it can be copied.
/// </summary>
public abstract class HandRolledOptimizer
{
    /// <summary>η before any schedule.</summary>
    public abstract double LearningRate { get; }

    /// <summary>Updates θ in place.</summary>
    /// <param name="parameter">θ.</param>
    /// <param name="gradient">∂𝓛/∂θ.</param>
    /// <param name="state">Named arrays of θ's length; made where missing.</param>
    /// <param name="learningRate">η of this step.</param>
    /// <param name="update">t, from 1.</param>
    public abstract void Update(
        double[] parameter, double[] gradient, IDictionary<string, double[]> state, double learningRate, int update);

    /// <summary>The named state, zeros where it is new.</summary>
    protected static double[] State(IDictionary<string, double[]> state, string name, int length) =>
        state.TryGetValue(name, out double[]? known) ? known : state[name] = new double[length];
}
