namespace TorchGradients.Execution;

/// <summary>Tells failures of the disk, which every run would meet, from failures of one run.</summary>
public static class StorageFailure
{
    // errno of Linux and macOS, as .NET hands them on in HResult, and Windows' two codes of a full disk.
    static readonly int[] s_full = [28, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    static readonly int[] s_readOnly = [30, unchecked((int)0x80070013)];

    /// <summary>
    /// A few words, without a full stop, where the exception, or one inside it, says that nothing can be written; else null.
    /// </summary>
    public static string? Of(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.Select(Of).FirstOrDefault(words => words is not null),
        UnauthorizedAccessException => exception.Message.TrimEnd('.'),
        IOException when s_full.Contains(exception.HResult) => $"the disk is full ({exception.Message})",
        IOException when s_readOnly.Contains(exception.HResult) => $"the disk is read-only ({exception.Message})",
        _ => exception.InnerException is { } inner ? Of(inner) : null,
    };
}
