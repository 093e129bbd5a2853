namespace TorchGradients.Training.Optimizers;

/// <summary>
/// An update rule for stacked parameters, each member with numbers of its own; its state is a set of named tensors, so that
/// it can be copied.
/// </summary>
public abstract class Optimizer
{
    /// <summary>The learning rate before any schedule.</summary>
    public abstract MemberNumbers LearningRate { get; }

    /// <summary>The same rule for several members, each with the numbers of its own; all are of this one's kind.</summary>
    public abstract Optimizer Stack(IReadOnlyList<Optimizer> members);

    /// <summary>
    /// Updates the parameter in place, outside autograd; creates missing state (outside the caller's dispose scope).
    /// </summary>
    /// <param name="parameter">[member, …].</param>
    /// <param name="gradient">Of the parameter's shape.</param>
    /// <param name="state">Named tensors of this parameter, empty before the first update.</param>
    /// <param name="learningRate">The rate of this step, after the schedule.</param>
    /// <param name="update">Number of this update, from 1.</param>
    public void Update(
        Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, MemberNumbers learningRate, int update)
    {
        PreparedUpdate prepared = Prepare(learningRate, update);
        using var table = new MemberTable(prepared.Numbers, parameter.device, new PinnedUpload());
        Update(parameter, gradient, state, prepared);
    }

    /// <summary>The update of that number, with all numbers that it takes; those of many updates can be sent over at once.</summary>
    /// <param name="learningRate">The rate of this step, after the schedule.</param>
    /// <param name="update">Number of this update, from 1.</param>
    public abstract PreparedUpdate Prepare(MemberNumbers learningRate, int update);

    /// <summary>As above, with numbers that are on the device already.</summary>
    internal static void Update(Tensor parameter, Tensor gradient, IDictionary<string, Tensor> state, PreparedUpdate prepared)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();
        prepared.Apply(parameter, gradient, state);
    }
}
