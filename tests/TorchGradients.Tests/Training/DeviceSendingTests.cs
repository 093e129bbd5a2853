using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Execution;
using TorchGradients.Models;
using TorchGradients.Models.Architectures;
using TorchGradients.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// How often steps send numbers to their device, counted without a GPU: what updates take, where members differ in
/// every number that they may differ in, the rows of batches, and who is frozen. That nothing is sent past the
/// sender, is held by <see cref="House.DeviceUseTests"/>.
/// </summary>
public sealed class DeviceSendingTests
{
    const int Steps = 6;

    static readonly int[] s_members = [0, 1, 2, 3];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, SomeCohort.Cases)];

    [Theory, MemberData(nameof(Cases))]
    public void A_block_of_steps_sends_what_its_updates_take_at_its_first_step_and_nothing_in_between(int number)
    {
        using var scope = NewDisposeScope();
        var some = new SomeCohort(number, "float32");
        var sender = new CountingSender();
        using TorchEngine engine = Engine(some, sender);

        for (int block = 0; block < 2; block++)
        {
            int before = sender.Sendings;
            for (int step = block * Steps; step < (block + 1) * Steps; step++)
            {
                Enqueue(engine, some, step);
                Assert.Equal(1, sender.Sendings);
            }

            // Training ends before 32 steps are over, so the first copy holds the second block's numbers too.
            Assert.Equal(block, before);
            engine.Read();
        }
    }

    [Fact]
    public void Blocks_send_once_each_wherever_the_one_before_ended()
    {
        using var scope = NewDisposeScope();
        var some = new SomeCohort(2, "float64");
        var sender = new CountingSender();
        using TorchEngine engine = Engine(some, sender, steps: 100);
        int[] blocks = [3, 32, 5, 32, 28];
        int step = 0;
        foreach ((int index, int length) in blocks.Index())
        {
            for (int i = 0; i < length; i++, step++)
            {
                Enqueue(engine, some, step);
                Assert.Equal(index + 1, sender.Sendings);
            }

            engine.Read();
        }

        Assert.Equal(100, step);
    }

    [Fact]
    public void Steps_that_are_read_one_by_one_send_once_in_thirty_two()
    {
        using var scope = NewDisposeScope();
        var some = new SomeCohort(4, "float64");
        var sender = new CountingSender();
        using TorchEngine engine = Engine(some, sender, steps: 70);
        for (int step = 0; step < 70; step++)
        {
            (Tensor inputs, Tensor labels) = Batch(some, step);
            engine.Step(inputs, labels, step, SomeEngine.Nothing);
            Assert.Equal(1 + step / 32, sender.Sendings);
        }
    }

    [Fact]
    public void Members_that_agree_in_all_send_nothing()
    {
        var sender = new CountingSender();
        (Tensor inputs, Tensor labels) = SomeEngine.BatchOf(members: 2);
        using TorchEngine engine = Alike(sender, members: 2);

        for (int step = 0; step < Steps; step++) engine.Enqueue(inputs, labels, step, SomeEngine.Everything);

        Assert.Equal(Steps, engine.Read().Count);
        Assert.Equal(0, sender.Sendings);
    }

    [Fact]
    public void Who_is_frozen_is_sent_once_however_many_steps_and_tensors_follow()
    {
        using var scope = NewDisposeScope();
        var sender = new CountingSender();
        using TorchEngine engine = Alike(sender, members: 3);
        (Tensor inputs, Tensor labels) = SomeEngine.BatchOf(members: 3);
        engine.Step(inputs, labels, 0, SomeEngine.Everything);
        Assert.Equal(0, sender.Sendings);

        engine.Freeze(1);
        for (int step = 1; step < Steps; step++) engine.Step(inputs, labels, step, SomeEngine.Everything);
        Assert.Equal(1, sender.Sendings);

        for (int block = 0; block < 3; block++)
        {
            for (int i = 0; i < Steps; i++) engine.Enqueue(inputs, labels, Steps * (block + 1) + i, SomeEngine.Everything);
            engine.Read();
        }

        Assert.Equal(1, sender.Sendings);

        engine.Freeze(0);
        engine.Enqueue(inputs, labels, Steps * 4, SomeEngine.Nothing);
        engine.Read();
        engine.Step(inputs, labels, Steps * 4 + 1, SomeEngine.Nothing);
        Assert.Equal(2, sender.Sendings);
    }

    [Fact]
    public void A_run_sends_the_rows_of_its_batches_once_per_block()
    {
        var config = new RunConfig
        {
            Seed = 1,
            Data = SomeEngine.Component("gaussian-noise", """{ "features": 6, "classes": 3, "samples": 80, "batchSize": 8 }"""),
            Model = SomeEngine.Model,
            Training = SomeEngine.Training with { Steps = 40, EvaluateEvery = 20 },
            Probes = [new ProbeConfig { Name = "train-loss" }],
        };
        var (rows, others) = (new CountingSender(), new CountingSender());
        using PreparedData data = PreparedData.Prepare(config.Data, ScalarType.Float64, CPU);
        using var engine = new TorchEngine(Network.Build(config.Model, 6, 3, [1], ScalarType.Float64, CPU), config.Training) { Sender = others };
        var loop = new TrainingLoop([new LoopMember(config, data.TrainRows, null)], data, engine, TimeProvider.System, stepsPerReading: 8)
        {
            Sender = rows,
        };

        loop.Run((_, _) => { }, TestContext.Current.CancellationToken);

        // Three steps that warm up, then 8, 8, 1 to the evaluation, then 8, 8, 4 to the end.
        Assert.Equal((7, 0), (rows.Sendings, others.Sendings));
    }

    [Fact]
    public void Columns_on_the_device_go_with_the_engine()
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (var scope = NewDisposeScope())
        {
            var some = new SomeCohort(3, "float32");
            using TorchEngine engine = Engine(some, new CountingSender());
            for (int step = 0; step < Steps; step++) Enqueue(engine, some, step);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    /// <summary>Members that differ in their seed alone.</summary>
    static TorchEngine Alike(INumberSender sender, int members) => new(
        Network.Build(
            SomeEngine.Model with { Normalization = new("batch-norm") },
            SomeEngine.Features, SomeEngine.Classes, [.. Enumerable.Range(1, members).Select(seed => (long)seed)], ScalarType.Float64, CPU),
        SomeEngine.Training)
    { Sender = sender };

    static TorchEngine Engine(SomeCohort some, INumberSender sender, int? steps = null)
    {
        RunConfig[] members = [.. s_members.Select(some.Member)];
        return new TorchEngine(
            Architectures.All.Create(members[0].Model.Architecture)(
                [.. members.Select(member => new NetworkMember(member.Model, member.Seed))],
                some.Features, SomeCohort.Classes, some.Precision == "float32" ? ScalarType.Float32 : ScalarType.Float64, CPU),
            [.. members.Select(member => member.Training with { Steps = steps ?? some.Steps })])
        { Sender = sender };
    }

    static void Enqueue(TorchEngine engine, SomeCohort some, int step)
    {
        (Tensor inputs, Tensor labels) = Batch(some, step);
        engine.Enqueue(inputs, labels, step, step % 2 == 0 ? SomeEngine.Everything : SomeEngine.Nothing);
    }

    static (Tensor Inputs, Tensor Labels) Batch(SomeCohort some, int step)
    {
        (Tensor inputs, Tensor labels) = some.Batches(step);
        return (inputs.narrow(0, 0, s_members.Length), labels.narrow(0, 0, s_members.Length));
    }
}
