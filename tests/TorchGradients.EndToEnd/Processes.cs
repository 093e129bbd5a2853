using System.Diagnostics;
using System.Globalization;

namespace TorchGradients.EndToEnd;

/// <summary>Processes of this machine as Linux's <c>/proc</c> shows them.</summary>
internal static class Processes
{
    const int StateField = 0;
    const int ParentField = 1;
    const int MinorFaultsField = 7;

    /// <summary>The processes that this one has started and that have not been waited for.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process) => [.. All().Where(id => Fields(id) is { } fields
        && fields[ParentField] == process.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Whether it runs; one that has ended and was not yet waited for does not.</summary>
    public static bool IsRunning(int process) => Fields(process) is { } fields && fields[StateField] is not ("Z" or "X");

    /// <summary>Whether it has ended without being waited for.</summary>
    public static bool IsZombie(int process) => Fields(process) is ["Z", ..];

    /// <summary>Pages that the kernel has handed it so far; null where it has ended.</summary>
    public static long? PageFaults(int process) =>
        Fields(process) is { } fields ? long.Parse(fields[MinorFaultsField], CultureInfo.InvariantCulture) : null;

    /// <summary>Kills it as the system does when memory runs out.</summary>
    public static void Kill(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0);

    // "PID (NAME) STATE PARENT ..."; the name may hold spaces and brackets.
    static string[]? Fields(int process)
    {
        try
        {
            string text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
