namespace TorchGradients.Benchmarks.Processes;

/// <summary>A folder for what the measured programs write, with its own below it for each of them; gone at the end.</summary>
sealed class Scratch : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("torchgradients-benchmark-").FullName;
    int _count;

    /// <summary>Times what writes to a folder that is not there yet, and removes it afterwards: untimed.</summary>
    internal async Task<double> Time(Func<string, Task<double>> time)
    {
        string folder = Path.Combine(_folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{++_count}"));
        try
        {
            return await time(folder);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
