namespace TorchGradients.Planning;

/// <summary>What a plan was made from.</summary>
/// <param name="File">The config's file, as the user named it: relative to the working folder where it lies below.</param>
/// <param name="Overrides">What <c>--set</c> said beside it, each <c>path=value</c>.</param>
public sealed record PlanSource(string File, IReadOnlyList<string> Overrides);
