using TorchGradients.Configuration;

namespace TorchGradients.Reporting.Archive;

/// <summary>What <c>plan.json</c> holds: the experiment, its axes and its runs.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Question">What it asks; null where nobody wrote it down.</param>
/// <param name="Axes">The axes, in the order in which they were written.</param>
/// <param name="Runs">The runs, in the order in which they were planned.</param>
/// <param name="Notes">Remarks of the plan, for example on settings that are void in some cells.</param>
public sealed record ArchivedPlan(
    string Experiment,
    string? Question,
    IReadOnlyList<ArchivedAxis>? Axes,
    IReadOnlyList<PlannedRun>? Runs,
    IReadOnlyList<string>? Notes)
{
    /// <summary>
    /// The cell that others are compared with: axis name to value's name, of some or all axes; null or empty: none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Baseline { get; init; }

    /// <summary>The config's file and what overrode it; null in a plan that does not tell.</summary>
    public ArchivedSource? Source { get; init; }

    /// <summary>What is claimed; null or empty: nothing.</summary>
    public IReadOnlyList<ClaimConfig>? Claims { get; init; }

    /// <summary>At which numbers the analysis changes its words; null: the defaults.</summary>
    public AnalysisConfig? Analysis { get; init; }
}
