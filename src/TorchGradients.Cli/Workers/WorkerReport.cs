namespace TorchGradients.Cli.Workers;

/// <summary>What a worker tells, a line of JSON each on its standard output.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Step">The newest step.</param>
/// <param name="Loss">Its loss, the mean of the members' that are finite; null where none is.</param>
/// <param name="Reason">Why nothing could be written, what the device said, or what a person should know.</param>
/// <param name="Seconds">
/// Of a cohort that was too large: the longest time of one of its runs, of all attempts together.
/// </param>
internal sealed record WorkerReport(
    WorkerReportKind Kind, int Step = 0, double? Loss = null, string? Reason = null, double Seconds = 0);
