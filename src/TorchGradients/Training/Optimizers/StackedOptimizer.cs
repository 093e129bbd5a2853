namespace TorchGradients.Training.Optimizers;

/// <summary>An update rule with options.</summary>
/// <param name="members">Each member's options; what is not a number is as the first one has it.</param>
/// <param name="learningRate">η among them.</param>
/// <param name="stack">The rule for any members' options.</param>
public abstract class StackedOptimizer<TOptions>(
    IReadOnlyList<TOptions> members, Func<TOptions, double> learningRate, Func<IReadOnlyList<TOptions>, Optimizer> stack) : Optimizer
{
    /// <inheritdoc/>
    public override MemberNumbers LearningRate { get; } = MemberNumbers.Of(members, learningRate);

    /// <summary>What is the same for all members.</summary>
    protected TOptions Shared => members[0];

    /// <inheritdoc/>
    public override Optimizer Stack(IReadOnlyList<Optimizer> members) =>
        stack([.. members.Cast<StackedOptimizer<TOptions>>().SelectMany(member => member.Options)]);

    IReadOnlyList<TOptions> Options => members;
}
