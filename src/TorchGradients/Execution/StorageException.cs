namespace TorchGradients.Execution;

/// <summary>Results cannot be kept: the disk is full, a folder cannot be written, or someone else works in it.</summary>
/// <param name="message">One sentence for the user, with the folder and the way on.</param>
/// <param name="reason">What the system said.</param>
public sealed class StorageException(string message, Exception? reason = null) : Exception(message, reason);
