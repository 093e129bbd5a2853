using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>What a unit of a config comes to at some places of a grid.</summary>
internal sealed record UnitValue
{
    /// <summary>What is wrong with it; where anything is, the rest is empty.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; init; } = [];

    /// <summary>As it was written; null where it is not set.</summary>
    public JsonNode? Written { get; init; }

    /// <summary>With every default; null also where null is the value.</summary>
    public JsonNode? Normalized { get; init; }

    /// <summary>The property of its record.</summary>
    public object? Bound { get; init; }

    /// <summary>The canonical text of <see cref="Normalized"/>, in UTF-8.</summary>
    public byte[] Canonical { get; init; } = [];

    /// <summary>A number for what of it decides on a run's operators; the same number for the same.</summary>
    public int Kind { get; init; }
}
