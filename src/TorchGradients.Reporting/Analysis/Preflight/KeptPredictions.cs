namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>What <c>plan --preflight</c> kept of an experiment.</summary>
/// <param name="ByIdentity">The predictions, by the identity of the run that stood for a network.</param>
/// <param name="Problem">Why the file cannot be read, a sentence; null where it can, or where there is none.</param>
public sealed record KeptPredictions(IReadOnlyDictionary<string, KeptPrediction> ByIdentity, string? Problem)
{
    /// <summary>Nothing was kept.</summary>
    public static KeptPredictions None { get; } = new(new Dictionary<string, KeptPrediction>(), null);
}
