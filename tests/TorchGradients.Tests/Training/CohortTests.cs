using TorchGradients.Configuration;
using TorchGradients.Models.Activations;
using TorchGradients.Models.Connections;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Probes;
using TorchGradients.Training;
using TorchGradients.Training.Clipping;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Courses = TorchGradients.Training.Schedules.Schedules;
using LossFunctions = TorchGradients.Training.Losses.Losses;
using Rules = TorchGradients.Training.Optimizers.Optimizers;

namespace TorchGradients.Tests.Training;

/// <summary>A run's numbers do not depend on who trains beside it.</summary>
public sealed class CohortTests
{
    public static TheoryData<int, string> Everywhere
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (int i = 0; i < SomeCohort.Cases; i++)
            {
                cases.Add(i, "float32");
                cases.Add(i, "float64");
            }

            return cases;
        }
    }

    [Fact]
    public void The_cases_hold_every_component_that_decides_on_operators_at_every_place()
    {
        for (int place = 0; place < SomeCohort.Largest; place++)
        {
            RunConfig[] members = [.. Enumerable.Range(0, SomeCohort.Cases).Select(i => new SomeCohort(i, "float32").Member(place))];

            AssertAll(Activations.All, member => member.Model.Activation);
            AssertAll(Initializers.All, member => member.Model.Initialization);
            AssertAll(BiasInitializers.All, member => member.Model.BiasInitialization);
            AssertAll(Normalizations.All, member => member.Model.Normalization);
            AssertAll(Connections.All, member => member.Model.Connection);
            AssertAll(LossFunctions.All, member => member.Training.Loss);
            AssertAll(Rules.All, member => member.Training.Optimizer);
            AssertAll(Courses.All, member => member.Training.Schedule);
            AssertAll(Clippings.All, member => member.Training.Clipping);

            void AssertAll(IRegistry registry, Func<RunConfig, ComponentConfig> of) => Assert.Equal(
                registry.Components.Select(component => component.Name).Order(),
                members.Select(member => of(member).Name).Distinct().Order());
        }
    }

    [Theory, MemberData(nameof(Everywhere))]
    public void At_every_place_every_bit_is_that_of_the_run_alone(int number, string precision)
    {
        using var scope = NewDisposeScope();
        var some = new SomeCohort(number, precision);
        var batches = some.Batches();
        MemberTracks[] alone = MemberTracks.Alone(some, batches);

        foreach (int size in SomeCohort.Sizes)
        {
            MemberTracks[] together = MemberTracks.Train(some, [.. Enumerable.Range(0, size)], batches);
            for (int place = 0; place < size; place++)
            {
                MemberTracks.AssertSameBits(alone[place], together[place], $"place {place} of {size}");
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Members_that_diverge_or_are_frozen_do_not_change_a_bit_of_the_others(double poison)
    {
        using var scope = NewDisposeScope();
        for (int number = 0; number < SomeCohort.Cases; number++)
        {
            var some = new SomeCohort(number, number % 3 == 0 ? "float64" : "float32");
            var batches = some.Batches();
            MemberTracks[] together = Train([0, 1, 2, 3, 4], poison, poisoned: 1, frozen: 3);

            foreach (int i in new[] { 0, 2, 4 }) MemberTracks.AssertSameBits(Train([i])[0], together[i], $"case {number}, place {i} beside {poison}");
            MemberTracks.AssertSameBits(Train([1], poison, poisoned: 0)[0].Last, together[1].Last, $"case {number}: where {poison} came in");
            // What was measured up to the step of its divergence, and its evaluation.
            Assert.Equal(MemberTracks.Poisoned + 2, together[1].Numbers.Count(numbers => numbers.Length > 1));
            MemberTracks.AssertSameBits(together[3].AtFreezing!, together[3].Last, $"case {number}: frozen");

            MemberTracks[] Train(int[] members, double? poison = null, int poisoned = -1, int frozen = -1) =>
                MemberTracks.Train(some, members, batches, null, poison, poisoned, frozen);
        }
    }

    [Fact]
    public void Where_all_are_frozen_nothing_is_computed()
    {
        using var scope = NewDisposeScope();
        var some = new SomeCohort(2, "float32");
        using IEngine engine = some.Engine(0, 1);
        var (inputs, labels) = some.Batches(0);
        (inputs, labels) = (inputs.narrow(0, 0, 2), labels.narrow(0, 0, 2));
        engine.Step(inputs, labels, 0, MemberTracks.Norms);
        engine.Freeze(0);
        engine.Freeze(1);
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        long before = statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount;

        StepResult result = engine.Step(inputs, labels, 1, MemberTracks.Norms);

        Assert.Equal(before, statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount);
        Assert.All(result.Losses, loss => Assert.True(double.IsNaN(loss)));
        Assert.All(result.Measured, measured => Assert.All(measured[Measurement.DeltaNorm], value => Assert.Null(value)));
    }
}
