using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>
/// Runs whose operators are the same from step to step, so that they could train as one stacked network.
/// </summary>
/// <param name="Kind">What they have in common: the settings that decide on the operators.</param>
/// <param name="Runs">Positions in the plan's runs.</param>
public sealed record Cohort(JsonObject Kind, IReadOnlyList<int> Runs);
