namespace TorchGradients.Reporting.Archive;

/// <summary>
/// A folder that is not an experiment's, or a file in it that cannot be read; the message says what to do.
/// </summary>
public sealed class ArchiveException : Exception
{
    /// <summary>An exception with a message for people.</summary>
    public ArchiveException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message for people and what caused it.</summary>
    public ArchiveException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
