namespace TorchGradients.Planning;

/// <summary>What a run's work depends on where its config leaves it open.</summary>
/// <param name="DeviceKind"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Precision"><c>float32</c> or <c>float64</c>.</param>
/// <param name="Scaling">What is done to the inputs.</param>
/// <param name="DataHash">SHA-256 of what <c>data:path</c> holds; null without a path.</param>
public sealed record WorkFacts(string DeviceKind, string Precision, string Scaling, string? DataHash);
