using TorchGradients.Configuration;

namespace TorchGradients.Cli;

/// <summary>The folder of <c>--output</c>.</summary>
internal static class OutputFolder
{
    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="ConfigException">That cannot be done, or nothing can be written there.</exception>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, ".writable"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = File.Exists(folder) ? "is a file, not a folder" : "cannot be written";
            throw new ConfigException([new ConfigProblem(
                "the command line", "--output", $"'{folder}' {reason}", "Name a folder that you may write to.")]);
        }
    }
}
