namespace TorchGradients.Execution;

/// <summary>The devices of this machine under the names that configs use.</summary>
public static class Devices
{
    /// <summary><c>cpu</c>, and <c>cuda:0</c> … where there are CUDA devices.</summary>
    public static IReadOnlyList<string> Present { get; } =
        ["cpu", .. torch.cuda.is_available()
            ? Enumerable.Range(0, torch.cuda.device_count()).Select(index => FormattableString.Invariant($"cuda:{index}"))
            : []];

    /// <summary>What a name stands for here: <c>auto</c> is the first CUDA device or the processor, <c>cuda</c> the first one.</summary>
    /// <returns>One of <see cref="Present"/>, or null if there is no such device.</returns>
    public static string? Resolve(string name)
    {
        string wanted = name switch
        {
            "auto" => Present.Count > 1 ? "cuda:0" : "cpu",
            "cuda" => "cuda:0",
            _ => name,
        };
        return Present.Contains(wanted) ? wanted : null;
    }

    /// <summary>A GPU's memory in bytes; null of the processor, and where the driver does not say.</summary>
    /// <param name="name">One of <see cref="Present"/>.</param>
    public static long? MemoryOf(string name) =>
        DeviceDescription.Of(Present, CudaDriver.Devices).Skip(1).FirstOrDefault(device => device.Name == name)?.MemoryBytes;
}
