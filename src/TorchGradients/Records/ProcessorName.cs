using System.Runtime.InteropServices;

namespace TorchGradients.Records;

/// <summary>The processor's name, as the system tells it.</summary>
static class ProcessorName
{
    const string LinuxList = "/proc/cpuinfo";
    const string LinuxKey = "model name";

    /// <summary>The name; the kind of processor where the system tells none.</summary>
    public static string Find()
    {
        string? name = File.Exists(LinuxList)
            ? File.ReadLines(LinuxList).FirstOrDefault(line => line.StartsWith(LinuxKey, StringComparison.Ordinal))
                ?.Split(':', 2)[^1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return string.IsNullOrEmpty(name) ? RuntimeInformation.ProcessArchitecture.ToString() : name;
    }
}
