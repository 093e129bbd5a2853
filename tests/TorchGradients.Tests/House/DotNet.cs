using System.Diagnostics;

namespace TorchGradients.Tests.House;

/// <summary>The <c>dotnet</c> command, run from the repository's root.</summary>
internal static class DotNet
{
    /// <summary>
    /// Runs <c>dotnet msbuild</c> without leaving a process behind; returns exit code and standard output.
    /// </summary>
    public static async Task<(int ExitCode, string Output)> MSBuild(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "-nologo", "-nodeReuse:false", .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };

        // These tests may themselves have been started by MSBuild; its variables would be taken for the new one's.
        foreach (var name in start.Environment.Keys.Where(IsOfMSBuild).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        string output = await process.OutputWithin(TimeSpan.FromMinutes(10));
        return (process.ExitCode, output);
    }

    static bool IsOfMSBuild(string name) => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase);
}
