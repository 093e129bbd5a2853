namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>What <c>plan --preflight</c> said of a network, kept until its runs have ended.</summary>
/// <param name="Identity">Identity of the run that stood for it.</param>
/// <param name="Run">The run's folder.</param>
/// <param name="WasComplete">Whether the run was complete already when it was said: nothing was foretold then.</param>
/// <param name="Findings">Why it will not train; empty where nothing said so.</param>
public sealed record KeptPrediction(string Identity, string Run, bool WasComplete, IReadOnlyList<PreflightFinding> Findings);
