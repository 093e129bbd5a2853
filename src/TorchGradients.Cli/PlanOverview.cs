using TorchGradients.Estimation;
using TorchGradients.Planning;

namespace TorchGradients.Cli;

/// <summary>What <c>plan</c> shows.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Folder">Where its runs go.</param>
/// <param name="Complete">Those that are complete there.</param>
/// <param name="Estimate">What the others will take; null where that was not asked for, or nothing is to do.</param>
/// <param name="Preflight">What a pass of each network says; null where that was not asked for.</param>
internal sealed record PlanOverview(
    ExperimentPlan Plan, string Folder, IReadOnlySet<PlannedRun> Complete, PlanEstimate? Estimate,
    IReadOnlyList<PreflightCell>? Preflight = null);
