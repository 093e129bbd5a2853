namespace TorchGradients.Execution;

/// <summary>Tells that a device's memory did not suffice, by what libtorch says: its exceptions have no type or number of their own.</summary>
/// <remarks>
/// The texts of libtorch 2.5 to 2.10: the caching allocator's (<c>CUDA out of memory.</c>), the runtime's
/// (<c>CUDA error: out of memory</c>), those of cuBLAS, cuDNN and the other libraries (<c>…_ALLOC_FAILED</c>), and the
/// processor's allocator (<c>DefaultCPUAllocator: can't allocate memory</c> on Linux, <c>not enough memory</c> on Windows).
/// </remarks>
public static class DeviceMemory
{
    const string Beginning = "out of memory on ";

    static readonly string[] s_texts =
    [
        "CUDA out of memory", "CUDA error: out of memory", "STATUS_ALLOC_FAILED",
        "DefaultCPUAllocator: can't allocate memory", "DefaultCPUAllocator: not enough memory",
    ];

    /// <summary>Whether the exception, or one inside it, says so.</summary>
    public static bool IsShort(Exception exception) =>
        exception is OutOfMemoryException
        || s_texts.Any(text => exception.Message.Contains(text, StringComparison.Ordinal))
        || exception is AggregateException several && several.InnerExceptions.Any(IsShort)
        || exception.InnerException is { } inner && IsShort(inner);

    /// <summary>The reason of a run that did not fit, with what libtorch said and the way on.</summary>
    /// <param name="exception">One that <see cref="IsShort"/> knows.</param>
    /// <param name="device">Where it happened.</param>
    public static string Reason(Exception exception, string device) =>
        $"{Beginning}{device}: {Line(exception)} Use a smaller data:batchSize or network, "
        + "or share the device with fewer runs " + (device == "cpu" ? "(--workers)." : "(--per-gpu).");

    /// <summary>Whether an outcome's reason is such a one.</summary>
    public static bool IsReason(string? reason) => reason?.StartsWith(Beginning, StringComparison.Ordinal) ?? false;

    // The first line: what libtorch adds is a list of addresses. Its own advice for PyTorch does not apply.
    static string Line(Exception exception)
    {
        string line = exception.Message.Split('\n')[0].Trim();
        int advice = line.IndexOf(" If reserved but unallocated", StringComparison.Ordinal);
        line = advice < 0 ? line : line[..advice];
        return line.EndsWith('.') ? line : $"{line}.";
    }
}
