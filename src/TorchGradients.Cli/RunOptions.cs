namespace TorchGradients.Cli;

/// <summary>How <c>run</c> runs.</summary>
/// <param name="Workers">Worker processes; null: the machine's physical cores, or the places on its GPUs.</param>
/// <param name="PerGpu">Workers that share a GPU; null: one.</param>
/// <param name="FailFast">Stop at the first run that fails.</param>
/// <param name="Fresh">Ignore earlier results.</param>
/// <param name="NoReport">Leave out the report, on the terminal too; <c>report</c> writes it.</param>
/// <param name="RequireClaims">Whether a claim that does not hold, or is not decided, is a failure.</param>
internal sealed record RunOptions(int? Workers, int? PerGpu, bool FailFast, bool Fresh, bool NoReport, bool RequireClaims);
