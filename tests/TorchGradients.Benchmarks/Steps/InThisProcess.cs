using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace TorchGradients.Benchmarks.Steps;

/// <summary>
/// Benchmarks run in this process: a project that BenchmarkDotNet generates would neither find the platform's libtorch nor
/// have it repaired.
/// </summary>
sealed class InThisProcess : ManualConfig
{
    internal InThisProcess()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        AddDiagnoser(MemoryDiagnoser.Default);
        // TorchSharp is published without optimisations of its managed part; that is what users get.
        WithOptions(ConfigOptions.DisableOptimizationsValidator);
    }
}
