namespace TorchGradients.Reporting.Archive;

/// <summary>An axis of the experiment, as <c>plan.json</c> tells it.</summary>
/// <param name="Name">The column's name in tables and figures.</param>
/// <param name="Role"><c>scientific</c>, <c>nuisance</c> or <c>fixed</c>.</param>
/// <param name="Values">Its values' names, in the order of the config; null where the plan does not tell them.</param>
public sealed record ArchivedAxis(string Name, string Role, IReadOnlyList<string>? Values = null);
