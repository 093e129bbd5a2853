using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>What an experiment will run.</summary>
/// <param name="Name">The experiment's name, also its folder's.</param>
/// <param name="Question">What it asks; may be empty.</param>
/// <param name="Axes">The grid's axes in the order they apply.</param>
/// <param name="Runs">The distinct runs, cell by cell, seed by seed.</param>
/// <param name="Notes">What deserves a word but keeps nothing from running.</param>
public sealed record ExperimentPlan(
    string Name, string Question, IReadOnlyList<PlannedAxis> Axes, IReadOnlyList<PlannedRun> Runs,
    IReadOnlyList<ConfigProblem> Notes)
{
    /// <summary>The runs in groups whose operators are the same, cut into cohorts; every run is in one of them.</summary>
    public IReadOnlyList<RunGroup> Groups { get; init; } = [];

    /// <summary>The cohorts in the order of their first runs.</summary>
    public IEnumerable<Cohort> Cohorts => Groups
        .SelectMany(group => group.Cohorts.Select(places => (Places: places, group.Rule.IsBound)))
        .OrderBy(cohort => cohort.Places[0])
        .Select(cohort => new Cohort([.. cohort.Places.Select(place => Runs[place])], cohort.IsBound));

    /// <summary>The cell that others are compared with: axis name to value's name, of some or all axes.</summary>
    public IReadOnlyDictionary<string, string> Baseline { get; init; } = new Dictionary<string, string>();

    /// <summary>What is claimed; cells by the names of their values, each in a list.</summary>
    public IReadOnlyList<ClaimConfig> Claims { get; init; } = [];

    /// <summary>At which numbers the analysis changes its words.</summary>
    public AnalysisConfig Analysis { get; init; } = new();

    /// <summary>What to give to <c>run</c> to repeat it all; null where it was not read from a file.</summary>
    public PlanSource? Source { get; init; }
}
