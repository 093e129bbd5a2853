using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Turns a checked tree into the records of a config.</summary>
public static class ConfigBinder
{
    /// <summary>
    /// An <see cref="ExperimentConfig"/>, a <see cref="RunConfig"/> (whose seed is the first of <c>seeds</c>), or
    /// another
    /// record; keys that the record does not have are left out, settings that are not set have their defaults.
    /// </summary>
    public static T Bind<T>(JsonObject tree) where T : class
    {
        JsonObject json = ShortForms.ExpandAll(tree);
        if (json["seeds"] is JsonArray { Count: > 0 } seeds) json["seed"] = seeds[0]!.DeepClone();
        return (T)RecordBinder.Bind(json, typeof(T));
    }
}
