using TorchGradients.Reporting.Archive;

namespace TorchGradients.Cli.Terminal;

/// <summary>What could not be read of a folder, a line each.</summary>
public static class WarningsText
{
    const int Most = 20;

    /// <summary>Writes the warnings; of very many the first, and how many more there are.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<ArchiveWarning> warnings)
    {
        foreach (var warning in warnings.Take(Most)) writer.WriteLine($"Warning: {warning}");
        if (warnings.Count <= Most) return;

        writer.WriteLine($"... and {PlanText.Count(warnings.Count - Most, "warning")} more.");
    }
}
