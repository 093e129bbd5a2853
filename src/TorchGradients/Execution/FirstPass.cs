using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.Probes;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>
/// One forward and backward pass of a run's network over its first batch, and the update that follows: what its records
/// of step 0 would hold. Nothing is trained or written.
/// </summary>
/// <param name="data">Keeps the data from one run to the next.</param>
public sealed class FirstPass(DataCache data)
{
    /// <summary>The values of quantities with a value per layer, by name; null where a layer has none.</summary>
    /// <param name="config">The run.</param>
    /// <param name="quantities">Which ones.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<double?>> Of(RunConfig config, IReadOnlyList<string> quantities)
    {
        using var scope = torch.NewDisposeScope();
        string device = config.Training.Engine == "torch" ? Devices.Resolve(config.Training.Device)! : "cpu";
        PreparedData prepared = data.Get(config.Data, Precisions.Of(config), device);
        using IEngine engine = EngineKinds.All.Create(config.Training.Engine)
            .Build([config], prepared.Features, prepared.Classes, torch.device(device));
        var settings = config.Data.As<DataConfig>();
        var order = new BatchOrder(prepared.TrainRows, settings.BatchSize, settings.Shuffle, config.Seed);
        var probes = new ProbeSet([.. quantities.Select(name => new ProbeConfig { Name = name })]);

        (Tensor inputs, Tensor labels) = prepared.TrainBatch(order.Rows(0));
        StepResult step = engine.Step(inputs, labels, 0, probes.NeededAt(0));
        return probes.Combine(0, step.Losses[0], step.Measured[0])
            .ToDictionary(reading => reading.Quantity.Name, reading => reading.Values);
    }
}
