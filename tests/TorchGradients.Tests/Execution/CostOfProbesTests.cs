using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Execution;

/// <summary>What is not due is free: no tensor of TorchSharp's is made for it, and libtorch runs no operator.</summary>
public sealed class CostOfProbesTests
{
    const string WithoutProbes = """{ "training": { "steps": 30 }, "probes": ["train-loss"] }""";

    [Fact]
    public void What_is_not_due_makes_no_tensor_and_runs_no_operator()
    {
        Work[] without = WorkAfterEachStep(WithoutProbes);
        Work[] notYet = WorkAfterEachStep(With(""", "from": 29"""));

        Assert.Equal(without[..29], notYet[..29]);
        // What is due is seen by both ways of counting.
        Assert.True(notYet[29].Tensors > without[29].Tensors);
        Assert.Equal(OperatorCount.IsPossible, notYet[29].Operators > without[29].Operators);
    }

    [Fact]
    public void Steps_between_two_records_cost_what_steps_without_probes_cost()
    {
        Work[] without = Differences(WorkAfterEachStep(WithoutProbes));
        Work[] everyTenth = Differences(WorkAfterEachStep(With(""", "every": 10""")));

        for (int step = 1; step < 30; step++)
        {
            Assert.Equal(step % 10 == 0, everyTenth[step].Tensors > without[step].Tensors);
            if (step % 10 != 0) Assert.Equal(without[step], everyTenth[step]);
        }
    }

    [Fact]
    public void Operators_are_counted_where_they_can_be_and_no_longer_than_asked_for()
    {
        Assert.SkipUnless(OperatorCount.IsPossible, "libtorch's names and structures are known on 64-bit Linux only");
        using var scope = NewDisposeScope();
        Tensor x = ones(3, 3, requires_grad: true);
        OperatorCount count;
        using (count = new OperatorCount())
        {
            Tensor y = x.tanh();
            Assert.Equal(1, count.Operators);
            Tensor sum = y.sum();
            long forward = count.Operators;
            Assert.True(forward >= 2);
            autograd.grad([sum], [x], [ones_like(sum)]);
            Assert.True(count.Operators >= forward + 2);   // of sum, of tanh
        }

        long before = count.Operators;
        x.tanh();
        Assert.Equal(before, count.Operators);
    }

    static string With(string due) => $$"""{ "training": { "steps": 30 }, "probes": ["train-loss", {{Everything(due)}}] }""";

    static string Everything(string due) => string.Join(", ", global::TorchGradients.Probes.Quantities.All.Components
        .Where(component => component.Name != "train-loss")
        .Select(component => $$"""{ "name": "{{component.Name}}"{{due}} }"""));

    /// <summary>Since the first step's beginning, each step's scope having counted what it made.</summary>
    static Work[] WorkAfterEachStep(string config)
    {
        var work = new List<Work>();
        using var some = new SomeRun();
        var run = some.Plan(config);
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        using OperatorCount? operators = OperatorCount.IsPossible ? new OperatorCount() : null;
        long before = Tensors();
        some.AfterStep = _ => work.Add(new Work(Tensors() - before, operators?.Operators ?? 0));
        some.Execute(run);
        return [.. work];

        long Tensors() => statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount;
    }

    static Work[] Differences(Work[] work) => [.. work.Select((now, i) => i == 0 ? now
        : new Work(now.Tensors - work[i - 1].Tensors, now.Operators - work[i - 1].Operators))];

    readonly record struct Work(long Tensors, long Operators);
}
