using BenchmarkDotNet.Attributes;
using TorchGradients.Benchmarks.Loops;
using TorchGradients.Training;

namespace TorchGradients.Benchmarks.Steps;

/// <summary>A step of a run alone and of cohorts, without probes and with the norms of δ and of the weight gradient.</summary>
public class ProbeBenchmarks : IDisposable
{
    Loop? _loop;

    /// <summary>Networks whose operator calls cost most, and one whose arithmetic does.</summary>
    public static IEnumerable<NetworkShape> Networks => [new(10, 64, 64), new(20, 256, 128)];

    /// <summary>What is trained.</summary>
    [ParamsSource(nameof(Networks))]
    public NetworkShape Network { get; set; } = new(1, 1, 1);

    /// <summary>How many are stacked.</summary>
    [Params(1, 8, 32)]
    public int Members { get; set; }

    /// <summary>What updates it.</summary>
    [Params("sgd", "adam")]
    public string Optimizer { get; set; } = "sgd";

    /// <summary>Makes the network, on the thread that is timed.</summary>
    [GlobalSetup]
    public void Setup()
    {
        torch.set_num_threads(1);
        _loop = new Loop(Network, Members, Optimizer);
    }

    /// <summary>Without probes.</summary>
    [Benchmark(Baseline = true)]
    public StepResult Plain() => _loop!.Step(norms: false);

    /// <summary>With both norms of every layer.</summary>
    [Benchmark]
    public StepResult Norms() => _loop!.Step(norms: true);

    /// <summary>Frees the network.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _loop?.Dispose();
        GC.SuppressFinalize(this);
    }
}
