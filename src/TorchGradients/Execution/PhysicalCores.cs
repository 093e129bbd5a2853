namespace TorchGradients.Execution;

/// <summary>How many runs this machine can carry out side by side without one slowing the other down.</summary>
public static class PhysicalCores
{
    const string LinuxList = "/proc/cpuinfo";

    /// <summary>Physical cores, or the processors that this process may use where those are fewer; at least 1.</summary>
    /// <remarks>Where the system has no <c>/proc/cpuinfo</c>, the processors that this process may use.</remarks>
    public static int Count { get; } = Math.Min(
        Environment.ProcessorCount,
        File.Exists(LinuxList) ? In(File.ReadLines(LinuxList)) ?? Environment.ProcessorCount : Environment.ProcessorCount);

    /// <summary>Distinct pairs of <c>physical id</c> and <c>core id</c>; null where the list has none.</summary>
    public static int? In(IEnumerable<string> processorList)
    {
        var cores = new HashSet<(string Package, string Core)>();
        string package = "";
        foreach (string[] pair in processorList.Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)))
        {
            if (pair[0] == "physical id") package = pair[1];
            else if (pair[0] == "core id") cores.Add((package, pair[1]));
        }

        return cores.Count == 0 ? null : cores.Count;
    }
}
