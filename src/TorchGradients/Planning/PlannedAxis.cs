namespace TorchGradients.Planning;

/// <summary>An axis of the grid.</summary>
/// <param name="Name">Its name: a column of the summary.</param>
/// <param name="Role"><c>scientific</c>, <c>nuisance</c> or <c>fixed</c>.</param>
/// <param name="Values">Its values' names, in the order of the config.</param>
public sealed record PlannedAxis(string Name, string Role, IReadOnlyList<string> Values);
