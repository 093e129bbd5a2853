using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>What a member of a cohort was, what was measured of each step and of its evaluation, and what it became.</summary>
sealed record MemberTracks(IReadOnlyList<NamedArray> First, List<double[]> Numbers)
{
    /// <summary>The step whose batch can be poisoned; two steps later a member can be frozen.</summary>
    public const int Poisoned = 4;

    /// <summary>What every step measures.</summary>
    public static IReadOnlySet<Measurement> Norms { get; } =
        new HashSet<Measurement> { Measurement.DeltaNorm, Measurement.WeightGradientNorm, Measurement.WeightNorm };

    /// <summary>Everything but the singular values of the Jacobian, which take more time than the rest together.</summary>
    public static IReadOnlySet<Measurement> Most { get; } =
        SomeEngine.Everything.Where(measurement => measurement != Measurement.JacobianSingularValues).ToHashSet();

    /// <summary>Everything now and then: with and without the update's norms the engine goes two ways.</summary>
    public static IReadOnlySet<Measurement> NowAndThen(int step) =>
        step % 16 == 0 ? SomeEngine.Everything : step % 4 == 0 ? Most : Norms;

    public IReadOnlyList<NamedArray> Last { get; set; } = [];

    public IReadOnlyList<NamedArray>? AtFreezing { get; set; }

    /// <summary>Every member of a cohort of 32, each trained alone.</summary>
    public static MemberTracks[] Alone(
        SomeCohort some, IReadOnlyList<(Tensor Inputs, Tensor Labels)> batches,
        Func<int, IReadOnlySet<Measurement>>? measured = null) =>
        [.. Enumerable.Range(0, SomeCohort.Largest).Select(i => Train(some, [i], batches, measured)[0])];

    /// <summary>Trains these members together.</summary>
    /// <param name="some">What they are.</param>
    /// <param name="members">Their numbers, in the order of their places.</param>
    /// <param name="batches">Each step's batches of all 32.</param>
    /// <param name="measured">What each step measures; null: <see cref="NowAndThen"/>.</param>
    /// <param name="poison">What the batch of step <see cref="Poisoned"/> is filled with.</param>
    /// <param name="poisoned">The place whose batch that is.</param>
    /// <param name="frozen">The place that is frozen.</param>
    public static MemberTracks[] Train(
        SomeCohort some, int[] members, IReadOnlyList<(Tensor Inputs, Tensor Labels)> batches,
        Func<int, IReadOnlySet<Measurement>>? measured = null, double? poison = null, int poisoned = -1, int frozen = -1)
    {
        using var scope = NewDisposeScope();
        using IEngine engine = some.Engine(members);
        Tensor chosen = tensor(members.Select(member => (long)member).ToArray());
        var tracks = new MemberTracks[members.Length];
        for (int step = 0; step < some.Steps; step++)
        {
            using var ofStep = NewDisposeScope();
            Tensor inputs = batches[step].Inputs.index_select(0, chosen);
            Tensor labels = batches[step].Labels.index_select(0, chosen);
            if (step == Poisoned && poison is { } bad) inputs[poisoned] = bad;
            if (step == 0)
            {
                for (int i = 0; i < members.Length; i++) tracks[i] = new MemberTracks(engine.Weights(i), []);
                engine.Prepare(inputs);
            }

            if (step == Poisoned + 2 && frozen >= 0)
            {
                engine.Freeze(frozen);
                tracks[frozen].AtFreezing = engine.State(frozen);
            }

            IReadOnlySet<Measurement> needed = (measured ?? NowAndThen)(step);
            StepResult result = engine.Step(inputs, labels, step, needed);
            for (int i = 0; i < members.Length; i++)
            {
                tracks[i].Numbers.Add([result.Losses[i], .. needed.Order()
                    .SelectMany(measurement => result.Measured[i][measurement])
                    .Where(value => value is not null).Select(value => value!.Value)]);
            }
        }

        // 37 rows: no multiple of anything.
        using var generator = new Generator(9);
        Tensor rows = some.InPrecision(randn([37, some.Features], float64, generator: generator));
        IReadOnlyList<Evaluation> evaluations = engine.Evaluate(rows, randint(SomeCohort.Classes, [37], int64, generator: generator));
        for (int i = 0; i < members.Length; i++)
        {
            tracks[i].Numbers.Add([evaluations[i].Loss, evaluations[i].Accuracy]);
            tracks[i].Last = i == poisoned ? engine.Weights(i) : engine.State(i);
        }

        return tracks;
    }

    /// <summary>First weights, every number and the last state are the same to the last bit.</summary>
    public static void AssertSameBits(MemberTracks expected, MemberTracks actual, string where)
    {
        AssertSameBits(expected.First, actual.First, $"{where}: first weights");
        for (int step = 0; step < expected.Numbers.Count; step++)
        {
            double[] alone = expected.Numbers[step], together = actual.Numbers[step];
            Assert.True(alone.Length == together.Length, $"{where}: step {step}: {alone.Length} numbers alone, {together.Length} together");
            int at = Enumerable.Range(0, alone.Length).FirstOrDefault(i => !alone[i].Equals(together[i]), -1);
            Assert.True(at < 0,
                $"{where}: step {step}, number {at} of {alone.Length}: {(at < 0 ? 0 : alone[at]):R} alone, {(at < 0 ? 0 : together[at]):R} together");
        }

        AssertSameBits(expected.Last, actual.Last, $"{where}: last state");
    }

    /// <summary>All these arrays are the same to the last bit.</summary>
    public static void AssertSameBits(IReadOnlyList<NamedArray> expected, IReadOnlyList<NamedArray> actual, string where)
    {
        Assert.Equal(expected.Select(array => array.Name), actual.Select(array => array.Name));
        foreach ((NamedArray alone, NamedArray together) in expected.Zip(actual))
        {
            bool same = alone.Values is float[] single
                ? single.AsSpan().SequenceEqual((float[])together.Values)
                : ((double[])alone.Values).AsSpan().SequenceEqual((double[])together.Values);
            Assert.True(same, $"{where}: {alone.Name}");
        }
    }
}
