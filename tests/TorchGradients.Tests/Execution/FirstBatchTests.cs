using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Execution;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Execution;

public sealed class FirstBatchTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(7)]
    public void Members_of_a_cohort_see_the_batches_that_each_sees_alone(int batchSize)
    {
        using var scope = NewDisposeScope();
        var section = new ComponentConfig("gaussian-noise", new JsonObject
        {
            ["samples"] = 100,
            ["features"] = 5,
            ["classes"] = 3,
            ["batchSize"] = batchSize,
        });
        using PreparedData data = PreparedData.Prepare(section, float32, CPU);
        RunConfig[] runs = [.. Enumerable.Range(0, 32).Select(i => new RunConfig
        {
            Data = section,
            Seed = 100 + i,
            Training = new TrainingConfig { Steps = 3 },
        })];
        Batches[] alone = [.. runs.Select(run => Seen([run], data))];
        Assert.Equal(32, alone.Select(batches => string.Join(' ', batches.Inputs[0])).Distinct().Count());

        foreach (int size in new[] { 1, 2, 5, 32 })
        {
            Batches together = Seen(runs[..size], data);
            for (int step = 0; step < 3; step++)
            {
                Assert.Equal(alone[..size].SelectMany(batches => batches.Inputs[step]), together.Inputs[step]);
                Assert.Equal(alone[..size].SelectMany(batches => batches.Labels[step]), together.Labels[step]);
            }

            Assert.Equal(together.Inputs[0], together.Prepared);
        }
    }

    static Batches Seen(RunConfig[] runs, PreparedData data)
    {
        using var engine = new Batches(runs.Length);
        var loop = new TrainingLoop([.. runs.Select(run => new LoopMember(run, data.TrainRows, null))], data, engine, TimeProvider.System);
        loop.Prepare();
        loop.Run((_, _) => { }, CancellationToken.None);
        return engine;
    }

    /// <summary>An engine that trains nothing and keeps what it is shown, member after member.</summary>
    sealed class Batches(int members) : IEngine
    {
        public float[] Prepared { get; private set; } = [];

        public List<float[]> Inputs { get; } = [];

        public List<long[]> Labels { get; } = [];

        public int LayerCount => 1;

        public int MemberCount => members;

        public int StepsPerReading => 1;

        public void Prepare(Tensor inputs) => Prepared = inputs.data<float>().ToArray();

        public StepResult Step(Tensor inputs, Tensor labels, int step, IReadOnlySet<Measurement> needed)
        {
            Assert.Equal(members, inputs.shape[0]);
            Inputs.Add(inputs.data<float>().ToArray());
            Labels.Add(labels.data<long>().ToArray());
            return new StepResult(new double[members], [.. Enumerable.Range(0, members).Select(_ => Measurements.Absent(1, needed))]);
        }

        public void Enqueue(Tensor inputs, Tensor labels, int step, IReadOnlySet<Measurement> needed) => throw new NotSupportedException();

        public IReadOnlyList<StepResult> Read() => throw new NotSupportedException();

        public void Freeze(int member) => throw new NotSupportedException();

        public IReadOnlyList<Evaluation> Evaluate(Tensor inputs, Tensor labels) => throw new NotSupportedException();

        public IReadOnlyList<NamedArray> Weights(int member) => throw new NotSupportedException();

        public IReadOnlyList<NamedArray> State(int member) => throw new NotSupportedException();

        public void Restore(int member, IReadOnlyList<NamedArray> state) => throw new NotSupportedException();

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
