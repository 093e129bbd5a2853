using TorchGradients.Configuration;
using TorchGradients.Models.Activations;
using TorchGradients.Models.Connections;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Probes;
using TorchGradients.Records;
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
    static readonly int[] s_sizes = [1, 2, 5, 32];

    static readonly HashSet<Measurement> s_norms = [Measurement.DeltaNorm, Measurement.WeightGradientNorm, Measurement.WeightNorm];

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
    public void The_cases_hold_every_component_that_decides_on_operators()
    {
        RunConfig[] members = [.. Enumerable.Range(0, SomeCohort.Cases).SelectMany(i =>
            Enumerable.Range(0, 32).Select(member => new SomeCohort(i, "float32").Member(member)))];

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
            registry.Components.Select(component => component.Name).Order(), members.Select(member => of(member).Name).Distinct().Order());
    }

    [Theory, MemberData(nameof(Everywhere))]
    public void At_every_place_every_bit_is_that_of_the_run_alone(int number, string precision)
    {
        using var scope = NewDisposeScope();
        var some = new SomeCohort(number, precision);
        // Each case looks at every eighth place, another eighth than the case before, and at the first.
        var alone = Enumerable.Range(0, s_sizes[^1]).Where(i => i == 0 || i % 8 == number % 8)
            .ToDictionary(i => i, i => Train(some, [i])[0]);

        foreach (int size in s_sizes)
        {
            Tracks[] together = Train(some, [.. Enumerable.Range(0, size)]);
            foreach (int place in alone.Keys.Where(place => place < size))
            {
                AssertSameBits(alone[place], together[place], $"place {place} of {size}");
            }
        }
    }

    [Theory]
    [InlineData("float32", 1e-4)]
    [InlineData("float64", 1e-9)]
    public void Where_slabs_are_not_aligned_first_weights_are_the_same_and_later_norms_nearly(string precision, double tolerance)
    {
        using var scope = NewDisposeScope();
        for (int number = 0; number < SomeCohort.Cases; number += 3)
        {
            var some = new SomeCohort(number, precision, Depth: 5, Width: 24, Features: 11, Batch: 7);
            int[] members = [0, 1, 2, 3, 4];
            Tracks[] together = Train(some, members, measured: s_norms);
            foreach (int i in members)
            {
                Tracks alone = Train(some, [i], measured: s_norms)[0];
                AssertSameBits(alone.First, together[i].First, $"case {number}, place {i}: first weights");
                Assert.All(alone.Numbers.Zip(together[i].Numbers), step => Assert.All(step.First.Zip(step.Second), pair =>
                    Assert.True(Math.Abs(pair.First - pair.Second) <= tolerance * Math.Abs(pair.First),
                        $"case {number}, place {i}: {pair.First:R} alone, {pair.Second:R} together")));
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
            Tracks[] together = Train(some, [0, 1, 2, 3, 4], poison, poisoned: 1, frozen: 3);

            foreach (int i in new[] { 0, 2, 4 }) AssertSameBits(Train(some, [i])[0], together[i], $"case {number}, place {i} beside {poison}");
            AssertSameBits(Train(some, [1], poison, poisoned: 0)[0].Last, together[1].Last, $"case {number}: where {poison} came in");
            // What was measured up to the step of its divergence, and its evaluation.
            Assert.Equal(Tracks.Poisoned + 2, together[1].Numbers.Count(numbers => numbers.Length > 1));
            AssertSameBits(together[3].AtFreezing!, together[3].Last, $"case {number}: frozen");
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
        engine.Step(inputs, labels, 0, s_norms);
        engine.Freeze(0);
        engine.Freeze(1);
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        long before = statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount;

        StepResult result = engine.Step(inputs, labels, 1, s_norms);

        Assert.Equal(before, statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount);
        Assert.All(result.Losses, loss => Assert.True(double.IsNaN(loss)));
        Assert.All(result.Measured, measured => Assert.All(measured[Measurement.DeltaNorm], value => Assert.Null(value)));
    }

    /// <summary>What a member was and became.</summary>
    sealed record Tracks(IReadOnlyList<NamedArray> First, List<double[]> Numbers)
    {
        public const int Poisoned = 4;

        public IReadOnlyList<NamedArray> Last { get; set; } = [];

        public IReadOnlyList<NamedArray>? AtFreezing { get; set; }
    }

    static Tracks[] Train(
        SomeCohort some, int[] members, double? poison = null, int poisoned = -1, int frozen = -1, HashSet<Measurement>? measured = null)
    {
        using var scope = NewDisposeScope();
        using IEngine engine = some.Engine(members);
        var tracks = new Tracks[members.Length];
        for (int step = 0; step < SomeCohort.Steps; step++)
        {
            using var ofStep = NewDisposeScope();
            var (inputs, labels) = some.Batches(step);
            Tensor chosen = tensor(members.Select(member => (long)member).ToArray());
            (inputs, labels) = (inputs.index_select(0, chosen), labels.index_select(0, chosen));
            if (step == Tracks.Poisoned && poison is { } bad) inputs[poisoned] = bad;
            if (step == 0)
            {
                for (int i = 0; i < members.Length; i++) tracks[i] = new Tracks(engine.Weights(i), []);
                engine.Prepare(inputs);
            }

            if (step == Tracks.Poisoned + 2 && frozen >= 0)
            {
                engine.Freeze(frozen);
                tracks[frozen].AtFreezing = engine.State(frozen);
            }

            // Everything now and then: with and without the update's norms the engine goes two ways.
            IReadOnlySet<Measurement> needed = measured ?? (step % 4 == 0 ? SomeEngine.Everything : s_norms);
            StepResult result = engine.Step(inputs, labels, step, needed);
            for (int i = 0; i < members.Length; i++)
            {
                tracks[i].Numbers.Add(
                    [result.Losses[i], .. needed.Order().SelectMany(m => result.Measured[i][m]).Where(value => value is not null).Select(value => value!.Value)]);
            }
        }

        // 37 rows: no multiple of anything.
        using var generator = new Generator(9);
        Tensor rows = randn([37, some.Features], float64, generator: generator).to(some.Precision == "float32" ? float32 : float64);
        IReadOnlyList<Evaluation> evaluations = engine.Evaluate(rows, randint(SomeCohort.Classes, [37], int64, generator: generator));
        for (int i = 0; i < members.Length; i++)
        {
            tracks[i].Numbers.Add([evaluations[i].Loss, evaluations[i].Accuracy]);
            tracks[i].Last = i == poisoned ? engine.Weights(i) : engine.State(i);
        }

        return tracks;
    }

    static void AssertSameBits(Tracks expected, Tracks actual, string where)
    {
        AssertSameBits(expected.First, actual.First, $"{where}: first weights");
        for (int step = 0; step < expected.Numbers.Count; step++)
        {
            (double alone, double together) = expected.Numbers[step].Zip(actual.Numbers[step]).FirstOrDefault(pair => !pair.First.Equals(pair.Second));
            int at = Array.FindIndex(expected.Numbers[step], number => number.Equals(alone));
            Assert.True(expected.Numbers[step].SequenceEqual(actual.Numbers[step]),
                $"{where}: step {step}, number {at} of {expected.Numbers[step].Length}: {alone:R} alone, {together:R} together");
        }

        AssertSameBits(expected.Last, actual.Last, $"{where}: last state");
    }

    static void AssertSameBits(IReadOnlyList<NamedArray> expected, IReadOnlyList<NamedArray> actual, string where)
    {
        Assert.Equal(expected.Select(array => array.Name), actual.Select(array => array.Name));
        Assert.All(expected.Zip(actual), pair => Assert.True(Values(pair.First).SequenceEqual(Values(pair.Second)), $"{where}: {pair.First.Name}"));
    }

    static IEnumerable<double> Values(NamedArray array) =>
        array.Values is float[] single ? single.Select(value => (double)value) : (double[])array.Values;
}
