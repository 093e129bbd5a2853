using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>One device, for people.</summary>
/// <param name="Name">The name that configs use.</param>
/// <param name="Model">What it is; null where the driver does not say.</param>
/// <param name="MemoryBytes">Its memory: for the processor what this process may use; null where the driver does not say.</param>
/// <param name="Cores">Physical cores; null of a GPU.</param>
/// <param name="Threads">Processors that this process may use, two to a core where cores have them; null of a GPU.</param>
public sealed record DeviceDescription(string Name, string? Model, long? MemoryBytes, int? Cores, int? Threads)
{
    /// <summary>The devices that libtorch can use here.</summary>
    public static IReadOnlyList<DeviceDescription> Here => Of(Devices.Present, CudaDriver.Devices);

    /// <summary>The same of the names of this machine's devices and of what the driver says.</summary>
    internal static IReadOnlyList<DeviceDescription> Of(IReadOnlyList<string> present, IReadOnlyList<(string Name, long Bytes)> driver) =>
    [
        new("cpu", ProcessorName.Find(), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, PhysicalCores.Count, Environment.ProcessorCount),
        .. present.Skip(1).Select((name, index) => index < driver.Count
            ? new DeviceDescription(name, driver[index].Name, driver[index].Bytes, null, null)
            : new DeviceDescription(name, null, null, null, null)),
    ];

    /// <summary>What is to be done where the machine has GPUs that this libtorch cannot use; null where there is nothing to say.</summary>
    internal static string? Hint(IReadOnlyList<string> present, IReadOnlyList<(string Name, long Bytes)> driver) =>
        driver.Count == 0 || present.Count > 1 ? null
        : $"This machine has {string.Join(", ", driver.Select(device => device.Name))}, which this build's libtorch cannot use. "
            + "Build with -p:TorchRuntime=cuda (README, CUDA).";
}
