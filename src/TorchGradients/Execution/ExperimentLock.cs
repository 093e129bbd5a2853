namespace TorchGradients.Execution;

/// <summary>Lets one <c>run</c> at a time work in an experiment's folder.</summary>
/// <remarks>
/// The operating system's lock on an open file: it ends with the process, however that ends, so nobody ever has to clear
/// it away. The file itself stays, empty, and means nothing.
/// </remarks>
public sealed class ExperimentLock : IDisposable
{
    /// <summary>The file's name in the experiment's folder.</summary>
    public const string FileName = ".lock";

    // EAGAIN of Linux, EAGAIN of macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
    static readonly int[] s_taken = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    readonly FileStream _file;

    ExperimentLock(FileStream file) => _file = file;

    /// <summary>Makes the folder where it is missing, and takes it.</summary>
    /// <exception cref="StorageException">Another run works in it, or it cannot be written.</exception>
    public static ExperimentLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new ExperimentLock(new FileStream(
                Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (s_taken.Contains(taken.HResult))
        {
            throw new StorageException(
                $"Another run is at work in {folder}; nothing was run. Wait for it to end, or name another folder with --output.", taken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"{folder} cannot be written: {StorageFailure.Of(exception) ?? exception.Message.TrimEnd('.')}. Nothing was run. "
                + "Make it writable, or name another folder with --output.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
