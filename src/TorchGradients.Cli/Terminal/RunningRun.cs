using TorchGradients.Planning;

namespace TorchGradients.Cli.Terminal;

/// <summary>A run that is going.</summary>
/// <param name="Run">The run.</param>
/// <param name="Made">Steps made.</param>
/// <param name="Loss">The newest loss; NaN before the first step.</param>
/// <param name="Started">When it began, a timestamp of the clock.</param>
public sealed record RunningRun(PlannedRun Run, int Made, double Loss, long Started);
