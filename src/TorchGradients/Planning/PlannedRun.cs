using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Records;

namespace TorchGradients.Planning;

/// <summary>One run: a resolved config with one seed, and where it stands in the grid.</summary>
/// <remarks>
/// A run of a grid makes its config anew whenever it is asked for: a hundred thousand of them would not fit into
/// memory.
/// </remarks>
public sealed record PlannedRun
{
    static readonly CohortPlace s_alone = new(1, 0);

    readonly ConfigUnits? _units;
    readonly int[]? _place;
    readonly JsonObject? _resolved;
    readonly RunConfig? _config;

    /// <summary>A run whose config is at hand.</summary>
    /// <param name="identity">SHA-256 of what the run computes, in hexadecimal.</param>
    /// <param name="folder">Its folder below the experiment's: axis values, seed, start of the identity.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="resolved">The whole config after layering, one seed, no axes.</param>
    /// <param name="config">The same as a record.</param>
    /// <param name="cells">Every cell that resolves to this run: axis name to value's name.</param>
    public PlannedRun(
        string identity, string folder, long seed, JsonObject resolved, RunConfig config,
        IReadOnlyList<IReadOnlyDictionary<string, string>> cells) : this(identity, folder, seed, cells) =>
        (_resolved, _config) = (resolved, config);

    /// <summary>The run at a place of a grid.</summary>
    internal PlannedRun(
        string identity, string folder, long seed, ConfigUnits units, int[] place,
        IReadOnlyList<IReadOnlyDictionary<string, string>> cells) : this(identity, folder, seed, cells) =>
        (_units, _place) = (units, place);

    PlannedRun(string identity, string folder, long seed, IReadOnlyList<IReadOnlyDictionary<string, string>> cells) =>
        (Identity, Folder, Seed, Cells) = (identity, folder, seed, cells);

    /// <summary>SHA-256 of what the run computes, in hexadecimal.</summary>
    public string Identity { get; init; }

    /// <summary>Its folder below the experiment's: axis values, seed, start of the identity.</summary>
    public string Folder { get; init; }

    /// <summary>The run's seed.</summary>
    public long Seed { get; init; }

    /// <summary>The whole config after layering, one seed, no axes.</summary>
    public JsonObject Resolved { get => _resolved ?? _units!.Resolve(_place!, Seed); init => _resolved = value; }

    /// <summary>The same as a record.</summary>
    public RunConfig Config { get => _config ?? _units!.Compose(_units.At(_place!), Seed); init => _config = value; }

    /// <summary>Every cell that resolves to this run: axis name to value's name.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Cells { get; init; }

    /// <summary>The first cell's values joined by commas, then the seed: for progress lines.</summary>
    public string Title => string.Join(", ",
        [.. Cells[0].Select(value => $"{value.Key} {value.Value}"), FormattableString.Invariant($"seed {Seed}")]);

    /// <summary>The cohort that it belongs to in the plan, of so many runs, and its place there; by itself until cohorts are formed.</summary>
    public CohortPlace Cohort { get; init; } = s_alone;

    /// <summary>Whether its last digits depend on that place: <see cref="CohortRule.IsBound"/>.</summary>
    public bool IsBoundToCohort { get; init; }

    /// <summary>Threads that torch may use in the run; null: not chosen yet.</summary>
    public int? Threads { get; init; }
}
