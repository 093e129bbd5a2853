using BenchmarkDotNet.Attributes;
using TorchGradients.Benchmarks.Loops;
using TorchGradients.Training;

namespace TorchGradients.Benchmarks.Steps;

/// <summary>A step of the hand-rolled engine against torch in the same precision.</summary>
public class EngineBenchmarks : IDisposable
{
    static readonly NetworkShape s_network = new(10, 64, 64);

    Loop? _torch;
    Loop? _handRolled;

    /// <summary>What updates it.</summary>
    [Params("sgd", "adam")]
    public string Optimizer { get; set; } = "sgd";

    /// <summary>Whether the norms of δ and of the weight gradient of every layer are measured.</summary>
    [Params(false, true)]
    public bool Norms { get; set; }

    /// <summary>Makes both networks, on the thread that is timed.</summary>
    [GlobalSetup]
    public void Setup()
    {
        torch.set_num_threads(1);
        _torch = new Loop(s_network, 1, Optimizer, "torch", "float64");
        _handRolled = new Loop(s_network, 1, Optimizer, "hand-rolled", "float64");
    }

    /// <summary>Autograd.</summary>
    [Benchmark(Baseline = true)]
    public StepResult Torch() => _torch!.Step(Norms);

    /// <summary>The equations spelled out.</summary>
    [Benchmark]
    public StepResult HandRolled() => _handRolled!.Step(Norms);

    /// <summary>Frees both.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _torch?.Dispose();
        _handRolled?.Dispose();
        GC.SuppressFinalize(this);
    }
}
