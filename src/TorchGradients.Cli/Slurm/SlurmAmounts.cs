using System.Text.RegularExpressions;
using TorchGradients.Configuration;

namespace TorchGradients.Cli.Slurm;

/// <summary>Times and amounts of memory as sbatch takes them, so that a slip is told before anybody is asked.</summary>
static partial class SlurmAmounts
{
    /// <summary>What is wrong with those of the settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="origins">Where each setting that is set comes from.</param>
    public static IEnumerable<ConfigProblem> Problems(SlurmSettings settings, IReadOnlyDictionary<string, string> origins)
    {
        (string Name, string? Value)[] times = [("time", settings.Time), ("reportTime", settings.ReportTime)];
        (string Name, string? Value)[] memories = [("memory", settings.Memory), ("reportMemory", settings.ReportMemory)];
        return
        [
            .. times.Where(one => one.Value is not null && !Time().IsMatch(one.Value)).Select(one =>
                Problem(one, "a time", "Write for example 30 (minutes), 2:00:00 or 1-12 (days-hours).")),
            .. memories.Where(one => one.Value is not null && !Memory().IsMatch(one.Value)).Select(one =>
                Problem(one, "an amount of memory", "Write for example 4G, or 500M.")),
        ];

        ConfigProblem Problem((string Name, string? Value) one, string form, string fix) =>
            new(origins[one.Name], one.Name, $"is '{Words.Shortened(one.Value!, 60)}', but must be {form}", fix);
    }

    [GeneratedRegex(@"\A(\d+(:\d+){0,2}|\d+-\d+(:\d+){0,2}|UNLIMITED|INFINITE|-1)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\A\d+([KMGTP]B?)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Memory();
}
