namespace TorchGradients.Training.Optimizers;

/// <summary>
/// An update rule for one stacked parameter; its state is a set of named tensors, so that it can be copied.
/// </summary>
public abstract class Optimizer
{
    /// <summary>The learning rate before any schedule.</summary>
    public abstract double LearningRate { get; }

    /// <summary>
    /// Updates the parameter in place, outside autograd; creates missing state (outside the caller's dispose scope).
    /// </summary>
    /// <param name="parameter">[member, …].</param>
    /// <param name="gradient">Of the parameter's shape.</param>
    /// <param name="state">Named tensors of this parameter, empty before the first update.</param>
    /// <param name="learningRate">The rate of this step, after the schedule.</param>
    /// <param name="update">Number of this update, from 1.</param>
    public abstract void Update(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, double learningRate, int update);
}
