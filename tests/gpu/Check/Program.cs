using System.Reflection;
using System.Runtime.InteropServices;
using TorchGradients.Execution;
using TorchGradients.GpuCheck;
using TorchGradients.Records;
using TorchSharp;

const int NotAllHolds = 1, CannotRun = 2;

(CheckOptions? options, string? problem) = CheckOptions.Parse(args);
if (options is null) return Say(problem!, CannotRun);

var libTorch = new LibTorchFolder(options.LibTorch);
if (libTorch.Load() is { } missing) return Say(libTorch.DoesNotFit(missing), CannotRun);
if (options.Device == "cuda" && !libTorch.HasCuda)
{
    return Say($"The PyTorch of {libTorch.Path} was built without CUDA: it has no libtorch_cuda.so. Install one with CUDA, or use --device cpu.",
        CannotRun);
}

using (Tensor one = torch.ones(2, 2)) Say(libTorch.IsThere, 0);
if (options.Device == "cuda" && Devices.Resolve("cuda") is null)
{
    return Say($"libtorch sees no CUDA device. NVIDIA's driver sees: {string.Join(", ", CudaDriver.Devices.Select(device => device.Name))}.",
        CannotRun);
}

if (options.Probe) return 0;

TimeProvider clock = TimeProvider.System;
using var data = new DataCache();
Say("Comparing the engines.", 0);
var comparison = ComparedCell.All(options.Device, options.Quick ? 3 : 50, data);
Say("Training the textbook experiment.", 0);
ExperimentCheck experiment = ExperimentCheck.Of(options, data, clock);
Say("Taking up a cohort.", 0);
TakeUpCheck takeUp = TakeUpCheck.Of(options, data, clock);
Say("Timing runs.", 0);
var benchmark = BenchmarkLine.All(options, data, clock);

var report = new CheckReport(
    clock.GetUtcNow(), options.Device, options.Quick, EnvironmentRecord.ThisProgram, Version(typeof(torch).Assembly), LibTorchFolder.BuiltFor,
    libTorch.Version, libTorch.Verdict(comparison.All(cell => cell.Holds)), RuntimeInformation.OSDescription, DeviceDescription.Here,
    comparison, experiment, takeUp, benchmark);
report.Write(options.Output);
Console.Out.Write(File.ReadAllText(Path.Combine(options.Output, "gpu.md")));
return report.Holds ? 0 : NotAllHolds;

static int Say(string words, int exitCode)
{
    Console.Error.WriteLine(words);
    return exitCode;
}

static string Version(Assembly assembly) =>
    assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
