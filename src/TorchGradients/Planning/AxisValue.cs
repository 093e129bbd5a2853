using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>One value of an axis: its name, and the part of a config that it merges in.</summary>
/// <param name="Name">For columns and folders.</param>
/// <param name="Layer">What is merged over the config; empty for <c>none</c>.</param>
public sealed record AxisValue(string Name, JsonObject Layer);
