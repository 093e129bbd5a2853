namespace TorchGradients.Benchmarks.Processes;

/// <summary>A command that the program has carried out.</summary>
/// <param name="Seconds">From start to end of the process.</param>
/// <param name="PeakBytes">The most memory that it had resident.</param>
/// <param name="Output">What it printed to stdout.</param>
sealed record ProgramRun(double Seconds, long PeakBytes, string Output);
