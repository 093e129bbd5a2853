namespace TorchGradients.Benchmarks.Processes;

/// <summary>A folder for what the measured programs write, with its own below it for each of them; gone at the end.</summary>
sealed class Scratch : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("torchgradients-benchmark-").FullName;
    int _count;

    /// <summary>Lends a folder that is not there yet, and removes it afterwards: untimed.</summary>
    internal async Task<T> Lend<T>(Func<string, Task<T>> use)
    {
        string folder = Path.Combine(_folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{++_count}"));
        try
        {
            return await use(folder);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
