namespace TorchGradients.Reporting.Archive;

/// <summary>A run as <c>plan.json</c> tells it.</summary>
/// <param name="Folder">The run's folder, relative to the experiment's.</param>
/// <param name="Identity">The hash that means <em>the same work</em>.</param>
/// <param name="Cells">The cells in which the run is shown: the value of every axis by the axis' name.</param>
/// <param name="Seed">The run's seed.</param>
public sealed record PlannedRun(
    string Folder, string Identity, IReadOnlyList<IReadOnlyDictionary<string, string>> Cells, long Seed);
