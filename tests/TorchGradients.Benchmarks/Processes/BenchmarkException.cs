namespace TorchGradients.Benchmarks.Processes;

/// <summary>Something that is measured did not do its work: its time would mean nothing.</summary>
public sealed class BenchmarkException(string message) : Exception(message);
