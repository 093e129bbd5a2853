using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>One run: a resolved config with one seed, and where it stands in the grid.</summary>
/// <param name="Identity">SHA-256 of what the run computes, in hexadecimal.</param>
/// <param name="Folder">Its folder below the experiment's: axis values, seed, start of the identity.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Resolved">The whole config after layering, one seed, no axes.</param>
/// <param name="Config">The same as a record.</param>
/// <param name="Cells">Every cell that resolves to this run: axis name to value's name.</param>
public sealed record PlannedRun(
    string Identity, string Folder, long Seed, JsonObject Resolved, RunConfig Config,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Cells)
{
    /// <summary>The first cell's values joined by commas, then the seed: for progress lines.</summary>
    public string Title => string.Join(", ",
        [.. Cells[0].Select(value => $"{value.Key} {value.Value}"), FormattableString.Invariant($"seed {Seed}")]);

    /// <summary>Threads that torch may use in the run; null: not chosen yet.</summary>
    public int? Threads { get; init; }
}
