using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>
/// Runs whose operators are the same from step to step. They are cut into cohorts, in their order; a cohort trains as one
/// stacked network.
/// </summary>
/// <param name="Kind">What they have in common: the settings that decide on the operators.</param>
/// <param name="Runs">Positions in the plan's runs.</param>
/// <param name="Rule">How many of them train together.</param>
public sealed record RunGroup(JsonObject Kind, IReadOnlyList<int> Runs, CohortRule Rule)
{
    readonly IReadOnlyList<int>? _sizes, _wholeSizes;

    /// <summary>
    /// How many runs each cohort has; together all of them. As <see cref="CohortRule.Cut"/> says, unless cohorts are
    /// kept that an earlier plan had (<see cref="EarlierPlan"/>).
    /// </summary>
    public IReadOnlyList<int> Sizes { get => _sizes ?? Rule.Cut(Runs.Count); init => _sizes = value; }

    /// <summary>
    /// How many runs each cohort has that was planned: <see cref="Sizes"/>, with whole cohorts in the place of those
    /// halves that train because the whole did not fit into a device's memory.
    /// </summary>
    public IReadOnlyList<int> WholeSizes { get => _wholeSizes ?? Sizes; init => _wholeSizes = value; }

    /// <summary>The cohorts: positions in the plan's runs.</summary>
    public IEnumerable<IReadOnlyList<int>> Cohorts
    {
        get
        {
            int start = 0;
            foreach (int size in Sizes)
            {
                yield return [.. Runs.Skip(start).Take(size)];
                start += size;
            }
        }
    }
}
