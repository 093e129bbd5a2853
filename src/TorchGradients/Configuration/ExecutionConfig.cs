using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Configuration;

/// <summary>How runs are carried out: the <c>execution</c> section, not part of a run's identity.</summary>
public sealed record ExecutionConfig
{
    /// <summary><c>auto</c>: runs of one shape may train together; <c>off</c>: each alone.</summary>
    [Description("auto: runs of one shape may train together; off: each alone"), AllowedValues("auto", "off")]
    public string Cohorts { get; init; } = "auto";

    /// <summary>
    /// Threads that torch may use in a run; null: chosen from the plan and the machine. Sums come out differently with
    /// another
    /// number, so a run's <c>resolved.json</c> holds the one it was made with.
    /// </summary>
    [Description("threads that torch may use in a run; null: chosen from the plan and the machine"), Range(1, 1024)]
    public int? Threads { get; init; }
}
