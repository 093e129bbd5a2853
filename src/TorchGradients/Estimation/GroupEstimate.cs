using TorchGradients.Planning;

namespace TorchGradients.Estimation;

/// <summary>What the runs of a group that are still to do will take.</summary>
/// <param name="Group">The group.</param>
/// <param name="Open">How many of its runs are to do.</param>
/// <param name="Trained">How many train for that: these, or whole cohorts where numbers are bound to them.</param>
/// <param name="Together">The most runs that train together for them.</param>
/// <param name="Run">What one of them takes, its share of what its cohort takes; null where nothing is known.</param>
/// <param name="Cost">What its trial measured; null where it was not tried.</param>
/// <param name="Remark">
/// Why it was not tried, or what the trial did not come to; null where there is nothing to say.
/// </param>
public sealed record GroupEstimate(RunGroup Group, int Open, int Trained, int Together, RunEstimate? Run, RunCost? Cost, string? Remark);
