using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Configuration;

/// <summary>
/// A quantity that is recorded, and at which steps: those of from, from + every, … up to and with until.
/// </summary>
public sealed record ProbeConfig
{
    /// <summary>The quantity.</summary>
    [Family("probe"), Description("the quantity")]
    public string Name { get; init; } = "";

    /// <summary>Steps between two records.</summary>
    [Description("steps between two records"), Range(1, int.MaxValue)]
    public int Every { get; init; } = 1;

    /// <summary>The first step that is recorded.</summary>
    [Description("the first step that is recorded"), Range(0, int.MaxValue)]
    public int From { get; init; }

    /// <summary>The last step that may be recorded; null: the end.</summary>
    [Description("the last step that may be recorded; null: the end"), Range(0, int.MaxValue)]
    public int? Until { get; init; }

    /// <summary>Whether the quantity is recorded at that step.</summary>
    public bool IsDueAt(int step) =>
        step >= From && step <= (Until ?? int.MaxValue) && (step - From) % Every == 0;
}
