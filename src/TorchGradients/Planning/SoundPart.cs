using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>
/// A config without the settings that are wrong in themselves, so that what is wrong between the others is told in the
/// same go.
/// </summary>
internal sealed class SoundPart
{
    // Where a finding also depends on other settings than its own.
    static readonly (string Path, string[] On)[] s_dependencies =
    [
        ("training:evaluateEvery", ["training:steps"]),
        ("training:checkpointEvery", ["training:steps"]),
        ("training:schedule", ["training:steps"]),
        ("training:precision", ["training:engine"]),
        ("training:device", ["training:engine"]),
        ("probes", ["training:steps"]),
        ("claims", ["probes", "training:steps"]),
        ("model:normalization", ["model:width", "data"]),
        ("model:connection", ["model:depth", "model:width", "data"]),
    ];

    readonly HashSet<string> _broken = [];

    SoundPart(ConfigDocument document)
    {
        var tree = (JsonObject)document.Tree.DeepClone();
        foreach (ConfigProblem problem in document.Problems)
        {
            _broken.Add(UnitOf(problem.Path));
            Remove(tree, problem.Path.Split(':'));
        }

        // What names axes says nothing without them; and without data, any will do.
        if (_broken.Contains("axes")) Array.ForEach(["exclude", "baseline", "claims"], key => tree.Remove(key));
        if (tree["data"]?["name"] is null) tree["data"] = new JsonObject { ["name"] = "gaussian-noise" };
        Document = document.With(tree);
    }

    /// <summary>The part.</summary>
    public ConfigDocument Document { get; }

    /// <summary>The sound part of a document.</summary>
    public static SoundPart Of(ConfigDocument document) => new(document);

    /// <summary>Whether the sound part has all that a finding at that path depends on.</summary>
    public bool Explains(string path) => !_broken.Contains(UnitOf(path)) && !s_dependencies
        .Where(pair => UnitOf(path) == pair.Path)
        .SelectMany(pair => pair.On).Any(_broken.Contains);

    // The setting of a section, or what stands at the top: data, probes, axes and the like as a whole.
    static string UnitOf(string path)
    {
        string[] keys = path.Split(':');
        return keys is [("model" or "training"), _, ..] ? $"{keys[0]}:{keys[1]}" : keys[0];
    }

    // A list goes as a whole, so that the places in it keep their numbers; so does a component without its name.
    static void Remove(JsonObject tree, string[] keys)
    {
        JsonObject section = tree;
        foreach ((int depth, string key) in keys.Index())
        {
            bool isLast = depth == keys.Length - 1;
            if (!isLast && section[key] is JsonObject inner && (inner.ContainsKey(keys[depth + 1]) || depth < keys.Length - 2))
            {
                section = inner;
                continue;
            }

            section.Remove(key);
            return;
        }
    }
}
