using System.Diagnostics;
using TorchGradients.Configuration;
using TorchGradients.Engines;
using TorchGradients.Probes;
using TorchGradients.Training;

namespace TorchGradients.Benchmarks.Loops;

/// <summary>An engine and the batches that it is fed, over and over: the step alone, on one thread, without files.</summary>
public sealed class Loop : IDisposable
{
    const int Batches = 16;

    static readonly IReadOnlySet<Measurement> s_norms =
        new HashSet<Measurement> { Measurement.DeltaNorm, Measurement.WeightGradientNorm };

    static readonly IReadOnlySet<Measurement> s_nothing = new HashSet<Measurement>();

    readonly IEngine _engine;
    readonly (Tensor Inputs, Tensor Labels)[] _batches;
    int _step;

    /// <summary>A cohort of freshly drawn members, and noise to train them on.</summary>
    /// <param name="network">Each member's.</param>
    /// <param name="members">How many.</param>
    /// <param name="optimizer">Of each, with PyTorch's defaults.</param>
    /// <param name="engine"><c>torch</c> or <c>hand-rolled</c>.</param>
    /// <param name="precision"><c>float32</c> or <c>float64</c>.</param>
    public Loop(NetworkShape network, int members, string optimizer, string engine = "torch", string precision = "float32")
    {
        RunConfig run = network.Run(optimizer, engine, precision);
        _engine = EngineKinds.All.Create(engine).Build(
            [.. Enumerable.Range(1, members).Select(seed => run with { Seed = seed })],
            NetworkShape.Features, NetworkShape.Classes, torch.CPU);
        using var generator = new torch.Generator(7);
        _batches = [.. Enumerable.Range(0, Batches).Select(_ => (
            torch.randn([members, network.Batch, NetworkShape.Features], generator: generator).to(Precisions.Of(run)),
            torch.randint(NetworkShape.Classes, [members, network.Batch], torch.int64, generator: generator)))];
    }

    /// <summary>One step.</summary>
    /// <param name="norms">Whether the norms of δ and of the weight gradient of every layer are measured.</param>
    public StepResult Step(bool norms)
    {
        (Tensor inputs, Tensor labels) = _batches[_step % Batches];
        return _engine.Step(inputs, labels, _step++, norms ? s_norms : s_nothing);
    }

    /// <summary>Microseconds of a step, the mean over as many.</summary>
    public double Time(bool norms, int steps)
    {
        torch.set_num_threads(1);   // of the thread that trains: a task may have moved to another one
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < steps; i++) Step(norms);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / steps;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        foreach ((Tensor inputs, Tensor labels) in _batches)
        {
            inputs.Dispose();
            labels.Dispose();
        }
    }
}
