using System.Globalization;

namespace TorchGradients.Cli.Slurm;

/// <summary>What the jobs of a kind ask Slurm for.</summary>
/// <param name="IsReport">Whether it is the job that writes the report; else they are tasks.</param>
/// <param name="Partition">Where they run.</param>
/// <param name="Account">Whom they are charged to.</param>
/// <param name="Time">The longest time.</param>
/// <param name="Memory">The memory.</param>
/// <param name="Gres">Other resources.</param>
/// <param name="Cpus">Processors.</param>
/// <param name="Further">Further options for sbatch.</param>
internal sealed record JobRequest(
    bool IsReport, string? Partition, string? Account, string? Time, string? Memory, string? Gres, int Cpus,
    IReadOnlyList<string> Further)
{
    // Settings of tasks may be short and small; the report's job reads the records of all of them.
    const string ShortestReport = "30";
    const string SmallestReport = "2G";

    /// <summary>What tasks ask for.</summary>
    public static JobRequest OfTasks(SlurmSettings settings) => new(
        IsReport: false, settings.Partition, settings.Account, settings.Time, settings.Memory, settings.Gres, settings.Cpus,
        settings.SbatchOptions);

    /// <summary>
    /// What the report's job asks for: what is settled for it, else what tasks ask for, and no less than it mostly needs.
    /// </summary>
    public static JobRequest OfReport(SlurmSettings settings) => new(
        IsReport: true, settings.Partition, settings.Account,
        settings.ReportTime ?? AtLeast(settings.Time, ShortestReport, Minutes),
        settings.ReportMemory ?? AtLeast(settings.Memory, SmallestReport, Megabytes),
        Gres: null, Cpus: 1, settings.ReportSbatchOptions ?? settings.SbatchOptions);

    /// <summary>The options as sbatch has them; a later one overrides an earlier one.</summary>
    public IReadOnlyList<string> Options =>
    [
        .. Option("--partition", Partition), .. Option("--account", Account), .. Option("--time", Time),
        .. Option("--mem", Memory), "--requeue", FormattableString.Invariant($"--cpus-per-task={Cpus}"),
        .. Option("--gres", Gres), .. Further,
    ];

    /// <summary>The setting that says so for this kind of job.</summary>
    /// <param name="setting">The setting for tasks.</param>
    public string SettingOf(string setting) => IsReport && setting is ("time" or "memory" or "sbatchOptions")
        ? $"report{char.ToUpperInvariant(setting[0])}{setting[1..]}"
        : setting;

    static IEnumerable<string> Option(string name, string? value) => value is null ? [] : [$"{name}={value}"];

    // None where none is asked for, and none changed that is not understood: Slurm tells what is wrong with it.
    static string? AtLeast(string? asked, string least, Func<string, double?> amount) =>
        asked is not null && amount(asked) < amount(least) ? least : asked;

    /// <summary>Minutes of a time as sbatch takes it: M, M:S, H:M:S, D-H, D-H:M, D-H:M:S; null where it is none of them.</summary>
    static double? Minutes(string time)
    {
        string[] days = time.Split('-'), parts = days[^1].Split(':');
        if (days.Length > 2 || parts.Length > 3) return null;

        // With days, or three parts, the first is hours.
        double[] units = days.Length == 2 || parts.Length == 3 ? [60, 1, 1.0 / 60] : [1, 1.0 / 60];
        double? minutes = days.Length == 2 ? 24 * 60 * Number(days[0]) : 0;
        return parts.Zip(units, (part, unit) => Number(part) * unit).Aggregate(minutes, (sum, more) => sum + more);
    }

    /// <summary>Megabytes of memory as sbatch takes it; null of what is none, and of 0, which means a node's whole memory.</summary>
    static double? Megabytes(string memory)
    {
        const string units = "KMGT";
        int unit = memory.Length > 0 ? units.IndexOf(char.ToUpperInvariant(memory[^1]), StringComparison.Ordinal) : -1;
        double? megabytes = unit < 0 ? Number(memory) : Number(memory[..^1]) * Math.Pow(1024, unit - 1);
        return megabytes > 0 ? megabytes : null;
    }

    static double? Number(string text) =>
        double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out double number) ? number : null;
}
