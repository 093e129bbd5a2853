using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.HandRolled;
using TorchGradients.Training;

namespace TorchGradients.Verification;

/// <summary>
/// Verifies one run: both engines on its batches, each step from the same weights and optimizer state.
/// </summary>
public static class RunVerifier
{
    /// <summary>What keeps the run from being verified; empty where nothing does.</summary>
    public static IReadOnlyList<(string Path, string Finding, string Fix)> Problems(RunConfig config) =>
        HandRolledSupport.Problems(config, "which both engines have.");

    /// <summary>Trains both, in the run's precision, whichever engine the run names; the torch engine leads.</summary>
    /// <param name="config">The run.</param>
    /// <param name="data">Its data, in its precision.</param>
    /// <param name="device">Where the torch engine trains.</param>
    /// <param name="steps">Number of steps; a run that has fewer is verified to its end.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static VerificationResult Verify(
        RunConfig config, PreparedData data, torch.Device device, int steps, CancellationToken cancellation)
    {
        DataConfig settings = config.Data.As<DataConfig>();
        var order = new BatchOrder(data.TrainRows, settings.BatchSize, settings.Shuffle, config.Seed);
        using var pair = new EnginePair(
            (TorchEngine)new TorchEngineKind().Build([config], data.Features, data.Classes, device),
            new HandRolledEngine(config, data.Features, data.Classes));
        return Verify(pair, Math.Min(steps, config.Training.Steps), Name(Precisions.Of(config)), step =>
        {
            cancellation.ThrowIfCancellationRequested();
            return data.TrainBatch(order.Rows(step));
        });
    }

    /// <summary>Steps of a pair, each from the same weights and optimizer state.</summary>
    /// <param name="pair">The engines.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="precision">The torch engine's.</param>
    /// <param name="batch">The batch of a step: inputs [1, batch, features] and labels [1, batch].</param>
    public static VerificationResult Verify(
        EnginePair pair, int steps, string precision, Func<int, (Tensor Inputs, Tensor Labels)> batch)
    {
        IReadOnlyList<LayerDifference> largest = [];
        for (int step = 0; step < steps; step++)
        {
            using var scope = torch.NewDisposeScope();
            (Tensor inputs, Tensor labels) = batch(step);
            if (step == 0) pair.Prepare(inputs);
            pair.Align();
            PairedStep paired = pair.Step(inputs, labels, step);
            if (paired.BothDiverged) return new VerificationResult(precision, step, step, largest);
            largest = step == 0 ? paired.Layers : [.. largest.Zip(paired.Layers, LayerDifference.Larger)];
        }

        return new VerificationResult(precision, steps, null, largest);
    }

    static string Name(torch.ScalarType precision) => precision == torch.ScalarType.Float64 ? "float64" : "float32";
}
