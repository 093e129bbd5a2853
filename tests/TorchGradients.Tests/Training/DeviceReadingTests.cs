using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Execution;
using TorchGradients.Models;
using TorchGradients.Planning;
using TorchGradients.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// How often steps read their device, counted without a GPU. That nothing reads it past the reader, is held by
/// <see cref="DeviceReadingPastTheReaderTests"/>, and for the code as a whole by <see cref="House.DeviceUseTests"/>.
/// </summary>
public sealed class DeviceReadingTests
{
    const int Steps = 5;

    public static TheoryData<string, string> EveryComponent =>
    [
        .. new[] { "activation", "normalization", "connection", "optimizer", "clipping", "loss", "schedule" }.SelectMany(family => Catalogue.All
            .Single(registry => registry.Family == family).Components.Select(component => (family, component.Name))),
    ];

    [Theory, MemberData(nameof(EveryComponent))]
    public void A_block_of_steps_reads_the_device_once_and_nothing_in_between(string family, string name)
    {
        var reader = new CountingReader();
        using TorchEngine engine = Engine(family, name, CPU, reader);
        (Tensor inputs, Tensor labels) = Batch(CPU);

        for (int step = 0; step < Steps; step++) engine.Enqueue(inputs, labels, step, SomeEngine.Everything);

        Assert.Equal(0, reader.Readings);
        Assert.Equal(Steps, engine.Read().Count);
        Assert.Equal(1, reader.Readings);
        Assert.Empty(engine.Read());
        Assert.Equal(1, reader.Readings);
    }

    [Fact]
    public void Steps_whose_numbers_would_fill_the_memory_are_read_earlier_and_yield_the_same()
    {
        var reader = new CountingReader();
        using TorchEngine whole = Engine("normalization", "batch-norm", CPU, new CountingReader());
        using TorchEngine parted = Engine("normalization", "batch-norm", CPU, reader, mostUnread: 1500);
        (Tensor inputs, Tensor labels) = Batch(CPU);
        foreach (TorchEngine engine in new[] { whole, parted })
        {
            for (int step = 0; step < Steps; step++) engine.Enqueue(inputs, labels, step, SomeEngine.Everything);
        }

        // 636 numbers a step: for two members each weights of 6 x 8, 8 x 8 and 8 x 8, slopes of 3 x 4 x 8, and 46 that are measured.
        Assert.Equal(1, reader.Readings);
        IReadOnlyList<StepResult> expected = whole.Read(), actual = parted.Read();
        Assert.Equal(2, reader.Readings);
        Assert.Equal(expected.Select(Numbers), actual.Select(Numbers));
        Assert.Empty(parted.Read());
    }

    [Fact]
    public void A_run_reads_its_device_once_per_block_and_once_per_part_that_is_evaluated()
    {
        var reader = new CountingReader();
        var config = new RunConfig
        {
            Seed = 1,
            Data = SomeEngine.Component("gaussian-noise", """{ "features": 6, "classes": 3, "samples": 80, "batchSize": 8, "validationFraction": 0.2 }"""),
            Model = SomeEngine.Model,
            Training = SomeEngine.Training with { Steps = 40, EvaluateEvery = 20 },
            Probes = [new ProbeConfig { Name = "train-loss" }, new ProbeConfig { Name = "update-ratio" }],
        };
        using PreparedData data = PreparedData.Prepare(config.Data, ScalarType.Float64, CPU);
        using var engine = new TorchEngine(Network.Build(config.Model, 6, 3, [1], ScalarType.Float64, CPU), config.Training) { Reader = reader };
        var loop = new TrainingLoop([new LoopMember(config, data.TrainRows, null)], data, engine, TimeProvider.System, stepsPerReading: 8);
        int steps = 0;

        loop.Run((_, _) => steps++, TestContext.Current.CancellationToken);

        // Three steps that warm up, then 8, 8, 1 to the evaluation of two parts, then 8, 8, 4 to the end.
        Assert.Equal((40, 7 + 2), (steps, reader.Readings));
    }

    [Fact]
    public void A_step_by_itself_reads_once()
    {
        var reader = new CountingReader();
        using TorchEngine engine = Engine("optimizer", "adam", CPU, reader);
        (Tensor inputs, Tensor labels) = Batch(CPU);

        engine.Step(inputs, labels, 0, SomeEngine.Everything);
        engine.Step(inputs, labels, 1, SomeEngine.Nothing);

        Assert.Equal(2, reader.Readings);
    }

    [Fact]
    public void Reading_suits_the_device()
    {
        using TorchEngine processor = Engine("optimizer", "sgd", CPU, new CountingReader());
        using TorchEngine accelerator = Engine("optimizer", "sgd", META, new CountingReader());

        Assert.Equal(1, processor.StepsPerReading);
        Assert.InRange(accelerator.StepsPerReading, 16, 128);
    }

    [Fact]
    public void Nothing_overtakes_steps_that_are_not_read()
    {
        using TorchEngine engine = Engine("optimizer", "sgd", CPU, new CountingReader());
        (Tensor inputs, Tensor labels) = Batch(CPU);
        engine.Enqueue(inputs, labels, 0, SomeEngine.Nothing);

        Assert.Throws<InvalidOperationException>(() => engine.Step(inputs, labels, 1, SomeEngine.Nothing));
        Assert.Throws<InvalidOperationException>(() => engine.Freeze(0));
    }

    [Fact]
    public void Steps_that_are_not_read_leave_no_tensor_alive_when_the_engine_goes()
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (var scope = NewDisposeScope())
        {
            using TorchEngine engine = Engine("normalization", "batch-norm", CPU, new CountingReader());
            (Tensor inputs, Tensor labels) = Batch(CPU);
            for (int step = 0; step < Steps; step++) engine.Enqueue(inputs, labels, step, SomeEngine.Everything);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    static IEnumerable<double?> Numbers(StepResult result) =>
    [
        .. result.Losses.Select(loss => (double?)loss),
        .. result.Measured.SelectMany(measured => SomeEngine.Everything.Order().SelectMany(measurement => measured[measurement])),
    ];

    static TorchEngine Engine(string family, string name, Device device, INumberReader reader, int mostUnread = int.MaxValue)
    {
        (ModelConfig model, TrainingConfig training) = SomeEngine.With(family, name);
        return new TorchEngine(
            Network.Build(model, SomeEngine.Features, SomeEngine.Classes, [1, 2], ScalarType.Float32, device), training)
        { Reader = reader, MostUnread = mostUnread };
    }

    static (Tensor Inputs, Tensor Labels) Batch(Device device)
    {
        (Tensor inputs, Tensor labels) = SomeEngine.BatchOf(members: 2);
        return (inputs.to(float32).to(device), labels.to(device));
    }
}
