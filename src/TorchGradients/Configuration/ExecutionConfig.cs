using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace TorchGradients.Configuration;

/// <summary>How runs are carried out: the <c>execution</c> section, not part of a run's identity.</summary>
public sealed record ExecutionConfig
{
    /// <summary>
    /// <c>auto</c>: runs that share their operators train together, as many as their shapes make worth while; <c>off</c>: each
    /// alone; a number: at most so many together.
    /// </summary>
    [Description("auto: runs that share their operators train together as one stacked network, as many as their shapes make worth while; "
        + "off: each alone; a number: at most so many together")]
    [AllowedValues("auto", "off"), OrInteger(1, 65_536)]
    public string Cohorts { get; init; } = "auto";

    /// <summary>The most runs that <see cref="Cohorts"/> lets train together; null: <c>auto</c>.</summary>
    public int? MostTogether => Cohorts switch
    {
        "auto" => null,
        "off" => 1,
        _ => int.Parse(Cohorts, CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// Threads that torch may use in a run; null: chosen from the plan and the machine. Sums come out differently with
    /// another
    /// number, so a run's <c>resolved.json</c> holds the one it was made with.
    /// </summary>
    [Description("threads that torch may use in a run; null: chosen from the plan and the machine"), Range(1, 1024)]
    public int? Threads { get; init; }
}
