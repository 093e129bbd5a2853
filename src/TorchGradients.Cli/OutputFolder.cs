using TorchGradients.Configuration;

namespace TorchGradients.Cli;

/// <summary>The folder of <c>--output</c>.</summary>
internal static class OutputFolder
{
    /// <summary>
    /// Makes the folder where it is missing. A disk that takes nothing is no mistake of the command line: that is told when
    /// the experiment's folder is locked.
    /// </summary>
    /// <exception cref="ConfigException">There can be no such folder.</exception>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = File.Exists(folder) ? "is a file, not a folder" : "cannot be written";
            throw new ConfigException([new ConfigProblem(
                "the command line", "--output", $"'{folder}' {reason}", "Name a folder that you may write to.")]);
        }
    }
}
