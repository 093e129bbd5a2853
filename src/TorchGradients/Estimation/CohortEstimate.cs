using TorchGradients.Planning;

namespace TorchGradients.Estimation;

/// <summary>What the runs of a cohort that are still to do will take.</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="Open">How many of its runs are to do.</param>
/// <param name="Run">What one of them takes; null where nothing is known.</param>
/// <param name="Cost">What its trial measured; null where it was not tried.</param>
/// <param name="Remark">
/// Why it was not tried, or what the trial did not come to; null where there is nothing to say.
/// </param>
public sealed record CohortEstimate(Cohort Cohort, int Open, RunEstimate? Run, RunCost? Cost, string? Remark);
