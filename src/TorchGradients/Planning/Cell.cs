using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>A point of the grid before seeds: the value's name on every axis, and the config there.</summary>
/// <param name="Values">Axis name to value's name.</param>
/// <param name="Tree">The config after the axes were applied, as written; defaults are not filled in.</param>
public sealed record Cell(IReadOnlyDictionary<string, string> Values, JsonObject Tree);
