using Xunit;

namespace TorchGradients.Tests.Execution;

/// <summary>An update is a handful of operators on all parameters at once, however many layers they belong to.</summary>
public sealed class CostOfUpdatesTests
{
    // Of Adam's equations: two moments (multiplied, then added to), two corrections, a root, a quotient, a difference and the
    // decay of adamw: about ten, each with the scalars, views and copies that it takes. Three layers have eight parameters.
    const int Handful = 40;

    [Theory]
    [InlineData("adam")]
    [InlineData("rmsprop")]
    [InlineData("adamw")]
    public void A_further_layer_costs_an_update_no_operator(string optimizer)
    {
        Assert.SkipUnless(OperatorCount.IsPossible, "libtorch's names and structures are known on 64-bit Linux only");

        // What is left of a step beside the update is the same for both.
        long shallow = OperatorsOfAStep(optimizer, 3) - OperatorsOfAStep("sgd", 3);
        long deep = OperatorsOfAStep(optimizer, 9) - OperatorsOfAStep("sgd", 9);

        Assert.Equal(shallow, deep);
        Assert.InRange(deep, 1, Handful);
    }

    [Fact]
    public void A_further_layer_costs_a_step_its_own_equations_only()
    {
        Assert.SkipUnless(OperatorCount.IsPossible, "libtorch's names and structures are known on 64-bit Linux only");

        long[] costs = [.. new[] { 3, 4, 5, 6 }.Select(depth => OperatorsOfAStep("sgd", depth))];

        long[] further = [.. costs.Zip(costs.Skip(1), (less, more) => more - less)];
        Assert.Single(further.Distinct());

        // Forwards a product with its summand and φ; backwards φ′, two products and the sum of the bias, each with the views
        // and transposes that autograd makes for it.
        Assert.InRange(further[0], 6, 30);
    }

    /// <summary>Those of the last of six steps.</summary>
    static long OperatorsOfAStep(string optimizer, int depth)
    {
        using var some = new SomeRun();
        var run = some.Plan($$"""
            { "model": { "depth": {{depth}}, "width": 16 }, "training": { "steps": 6, "optimizer": "{{optimizer}}" }, "probes": ["train-loss"] }
            """);
        using var operators = new OperatorCount();
        var after = new List<long>();
        some.AfterStep = _ => after.Add(operators.Operators);
        some.Execute(run);
        return after[^1] - after[^2];
    }
}
