namespace TorchGradients.Reporting.Archive;

/// <summary>What a plan was made from, as <c>plan.json</c> tells it.</summary>
/// <param name="File">The config's file: relative to the folder in which the program was started, where it lies below.</param>
/// <param name="Overrides">What <c>--set</c> said beside it, each <c>path=value</c>.</param>
public sealed record ArchivedSource(string File, IReadOnlyList<string>? Overrides);
