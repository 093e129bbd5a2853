using System.Text.Encodings.Web;
using System.Text.Json;

namespace TorchGradients.Cli.Slurm;

/// <summary>What <c>status --json</c> prints: an object on a line.</summary>
internal static class StatusJson
{
    static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    public static string Of(ExperimentStatus status) => JsonSerializer.Serialize(new
    {
        experiment = status.Name,
        status.Runs,
        status.Done,
        status.Running,
        status.Queued,
        status.ToDo,
        failed = Groups(status.Failed),
        lost = Groups(status.Lost),
        neverStart = Groups(status.NeverStart),
        status.Warnings,
        jobs = status.Jobs.Select(job => new { job.Job, job.Name, job.Tasks }),
        status.ReportMissing,
    }, s_options);

    static object Groups(IReadOnlyList<(string Reason, int Runs, string Example)> groups) =>
        groups.Select(group => new { group.Reason, group.Runs, group.Example });
}
