using System.Collections;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>A record's values as JSON: components as objects with their names, keys in camel case.</summary>
internal static class DefaultValues
{
    /// <summary>The value as JSON.</summary>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int number => (long)number,
        long number => number,
        float number => (double)number,
        double number => number,
        string text => text,
        JsonNode node => node.DeepClone(),
        ComponentConfig component => Component(component),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(ToJson)]),
        _ => Section(value),
    };

    static JsonObject Component(ComponentConfig component)
    {
        var json = new JsonObject { ["name"] = component.Name };
        foreach ((string key, JsonNode? option) in component.Options) json[key] = option?.DeepClone();
        return json;
    }

    static JsonObject Section(object section) => new(Settings.Properties(section.GetType())
        .Select(property => KeyValuePair.Create(Settings.KeyOf(property), ToJson(property.GetValue(section)))));
}
