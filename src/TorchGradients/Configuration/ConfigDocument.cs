using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>A config after layering: the merged tree, where each value comes from, and what is wrong with it.</summary>
public sealed class ConfigDocument
{
    readonly IReadOnlyList<ConfigLayer> _layers;

    internal ConfigDocument(
        string file, JsonObject tree, IReadOnlyList<ConfigLayer> layers, IReadOnlyList<ConfigProblem> problems)
    {
        File = file;
        Tree = tree;
        _layers = layers;
        Problems = problems;
    }

    /// <summary>The file that was asked for, as the user named it.</summary>
    public string File { get; }

    /// <summary>What <c>--set</c> said beside it, each <c>path=value</c>.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>
    /// What was set, components and probes as objects, paths absolute; defaults are not filled in (but for
    /// <c>name</c>).
    /// </summary>
    public JsonObject Tree { get; }

    /// <summary>Every problem of every file; empty for a config that can be used.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; }

    /// <summary>Whether every layer could be read, so that what is wrong is in <see cref="Tree"/> itself.</summary>
    internal bool IsComplete { get; init; }

    /// <summary>The same with another tree, and nothing wrong with it.</summary>
    internal ConfigDocument With(JsonObject tree) => new(File, tree, _layers, []) { IsComplete = IsComplete, Overrides = Overrides };

    /// <summary>
    /// The file that set the value at that path, or an environment variable or <c>--set</c>; for a path that is not set,
    /// of the nearest section around it that is, at last <see cref="File"/>.
    /// </summary>
    public string OriginOf(string path)
    {
        for (string[] keys = path.Split(':'); keys.Length > 0; keys = keys[..^1])
        {
            // A list replaces the one below whole: what its layer does not say, no layer below says.
            ConfigLayer? last = _layers.LastOrDefault(layer => layer.Sets(keys) || layer.HasListAround(keys));
            if (last?.Sets(keys) == true) return last.Origin;
        }

        return File;
    }

    /// <summary>Whether a file, the environment or <c>--set</c> gives the value; a default does not count.</summary>
    public bool IsSet(string path) => new ConfigLayer(File, Tree).Sets(path.Split(':'))
        && _layers.Any(layer => layer.Sets(path.Split(':')));
}
