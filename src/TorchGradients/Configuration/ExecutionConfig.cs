using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Configuration;

/// <summary>How runs are carried out: the <c>execution</c> section. Nothing here changes a run's numbers.</summary>
public sealed record ExecutionConfig
{
    /// <summary><c>auto</c>: runs of one shape may train together; <c>off</c>: each alone.</summary>
    [Description("auto: runs of one shape may train together; off: each alone"), AllowedValues("auto", "off")]
    public string Cohorts { get; init; } = "auto";
}
