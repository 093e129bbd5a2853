namespace TorchGradients.Cli.Workers;

/// <summary>What a worker tells, a line of JSON each on its standard output.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Step">The newest step.</param>
/// <param name="Loss">Its loss, the mean of the members' that are finite; null where none is.</param>
/// <param name="Reason">Why nothing could be written.</param>
internal sealed record WorkerReport(WorkerReportKind Kind, int Step = 0, double? Loss = null, string? Reason = null);
