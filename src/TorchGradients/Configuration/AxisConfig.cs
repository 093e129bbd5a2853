using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>An axis of the grid: either fragments, or values of the setting at a path.</summary>
public sealed record AxisConfig
{
    /// <summary>The axis' name; null: the last part of its path.</summary>
    [Description("the axis' name; default: the last part of its path")]
    public string? Name { get; init; }

    /// <summary>The setting that varies, as in <c>model:depth</c>.</summary>
    [Description("the setting that varies, as in model:depth")]
    public string? Path { get; init; }

    /// <summary>The setting's values.</summary>
    [Description("the values of the setting at the path")]
    public JsonArray? Values { get; init; }

    /// <summary>Files that are merged over the config, one a value; <c>none</c> stands for no file.</summary>
    [Description("files that are merged over the config, one a value; none: no file"), FilePath]
    public IReadOnlyList<string>? Fragments { get; init; }

    /// <summary>
    /// Axes with the same text here advance together: their first values, their second ones, ...; null: alone.
    /// </summary>
    [Description("axes with the same text here advance together, value by value; default: every value with every other's")]
    public string? Pair { get; init; }

    /// <summary><c>scientific</c> (what is asked), <c>nuisance</c> (to be tuned) or <c>fixed</c> (a caveat).</summary>
    [Description("scientific (what is asked), nuisance (must be tuned for a fair comparison) or fixed (a caveat)")]
    [AllowedValues("scientific", "nuisance", "fixed")]
    public string Role { get; init; } = "scientific";
}
