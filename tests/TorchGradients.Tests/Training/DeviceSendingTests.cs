using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Models.Architectures;
using TorchGradients.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// How often steps send numbers to their device, counted without a GPU, where members differ in every number that they may
/// differ in. That nothing is sent past the sender, is held by <see cref="House.DeviceUseTests"/>.
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
        using var engine = new TorchEngine(
            Network.Build(SomeEngine.Model, SomeEngine.Features, SomeEngine.Classes, [1, 2], ScalarType.Float64, CPU), SomeEngine.Training)
        { Sender = sender };

        for (int step = 0; step < Steps; step++) engine.Enqueue(inputs, labels, step, SomeEngine.Everything);

        Assert.Equal(Steps, engine.Read().Count);
        Assert.Equal(0, sender.Sendings);
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
