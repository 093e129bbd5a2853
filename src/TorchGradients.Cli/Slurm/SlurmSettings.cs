using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Cli.Slurm;

/// <summary>What a site and its users have settled about jobs: <c>slurm.json</c>.</summary>
internal sealed record SlurmSettings
{
    /// <summary>The partition; null: the cluster's default.</summary>
    [Description("the partition; null: the cluster's default")]
    public string? Partition { get; init; }

    /// <summary>Whom the time is charged to; null: the user's default.</summary>
    [Description("whom the time is charged to; null: the user's default")]
    public string? Account { get; init; }

    /// <summary>The longest time of a task, as sbatch writes it, for example 2:00:00; null: the partition's default.</summary>
    [Description("the longest time of a task, as sbatch writes it; null: the partition's default")]
    public string? Time { get; init; }

    /// <summary>Memory of a task, for example 4G; null: the partition's default.</summary>
    [Description("memory of a task, for example 4G; null: the partition's default")]
    public string? Memory { get; init; }

    /// <summary>Other resources, for example gpu:1, which makes the runs' device cuda; null: none.</summary>
    [Description("other resources, for example gpu:1, which makes the runs' device cuda; null: none")]
    public string? Gres { get; init; }

    /// <summary>Processors of a task: so many workers it has.</summary>
    [Description("processors of a task: so many workers it has")]
    [Range(1, 4096)]
    public int Cpus { get; init; } = 1;

    /// <summary>The number of tasks; null: as many as <see cref="TaskMinutes"/> asks for.</summary>
    [Description("the number of tasks; null: as many as taskMinutes asks for")]
    [Range(1, 10_000_000)]
    public int? Tasks { get; init; }

    /// <summary>How long a task is to take: much longer than the second or so that starting one costs.</summary>
    [Description("how long a task is to take")]
    [Range(0.1, 10_000.0)]
    public double TaskMinutes { get; init; } = 10;

    /// <summary>Tasks of an array that run at a time; null: as many as the cluster lets.</summary>
    [Description("tasks of an array that run at a time; null: as many as the cluster lets")]
    [Range(1, 10_000_000)]
    public int? AtATime { get; init; }

    /// <summary>Further options for sbatch, each as it would be written, for example --exclusive.</summary>
    [Description("further options for sbatch, each as it would be written")]
    public IReadOnlyList<string> SbatchOptions { get; init; } = [];

    /// <summary>The longest time of the report's job; null: as <see cref="Time"/>, and no less than 30 minutes.</summary>
    [Description("the longest time of the report's job; null: as time, and no less than 30 minutes")]
    public string? ReportTime { get; init; }

    /// <summary>Memory of the report's job; null: as <see cref="Memory"/>, and no less than 2G.</summary>
    [Description("memory of the report's job; null: as memory, and no less than 2G")]
    public string? ReportMemory { get; init; }

    /// <summary>Further options for sbatch, of the report's job; null: as <see cref="SbatchOptions"/>.</summary>
    [Description("further options for sbatch, of the report's job; null: as sbatchOptions")]
    public IReadOnlyList<string>? ReportSbatchOptions { get; init; }

    /// <summary>Lines of shell for a task before the program starts, for example module load dotnet.</summary>
    [Description("lines of shell for a task before the program starts")]
    public IReadOnlyList<string> Setup { get; init; } = [];

    /// <summary>Whether tasks bring .NET with them.</summary>
    [Description("whether tasks bring .NET with them")]
    public bool SelfContained { get; init; }

    /// <summary>Whether the files of a task's runs are kept in one file.</summary>
    [Description("whether the files of a task's runs are kept in one file")]
    public bool Pack { get; init; }

    /// <summary>Seconds for which a controller that does not answer is asked again; 0: not at all.</summary>
    [Description("seconds for which a controller that does not answer is asked again")]
    [Range(0.0, 3600.0)]
    public double Patience { get; init; } = 60;
}
