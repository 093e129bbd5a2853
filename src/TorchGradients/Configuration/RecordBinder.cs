using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace TorchGradients.Configuration;

/// <summary>
/// Fills records: single values through Microsoft.Extensions.Configuration; components, lists and null, which its flat
/// keys
/// cannot keep, from the tree.
/// </summary>
internal static class RecordBinder
{
    /// <summary>The record that the object describes; a key that is absent leaves the record's default.</summary>
    public static object Bind(JsonObject json, Type type)
    {
        object record = Activator.CreateInstance(type)!;
        var values = new JsonObject();
        foreach (PropertyInfo property in Settings.Properties(type))
        {
            string key = Settings.KeyOf(property);
            if (!json.TryGetPropertyValue(key, out JsonNode? value)) continue;
            if (value is JsonValue && property.PropertyType != typeof(ComponentConfig)) values[key] = value.DeepClone();
            else property.SetValue(record, FromTree(value, property.PropertyType));
        }

        if (values.Count > 0) Section(values).Bind(record);
        return record;
    }

    static object? FromTree(JsonNode? value, Type type) => value switch
    {
        null => null,
        _ when type == typeof(ComponentConfig) => Component(value),
        _ when type.IsInstanceOfType(value) => value.DeepClone(),
        JsonObject section => Bind(section, type),
        JsonArray items => Items(items, type.GetGenericArguments()[0]),
        _ => Section(new JsonObject { ["value"] = value.DeepClone() }).GetValue(type, "value"),
    };

    static ComponentConfig Component(JsonNode value)
    {
        var options = (JsonObject)ShortForms.Expand(value).Value!.DeepClone();
        string name = options["name"]!.GetValue<string>();
        options.Remove("name");
        return new ComponentConfig(name, options);
    }

    static IList Items(JsonArray items, Type type)
    {
        var list = Array.CreateInstance(type, items.Count);
        foreach ((int index, JsonNode? item) in items.Index()) list.SetValue(FromTree(item, type), index);
        return list;
    }

    static IConfigurationRoot Section(JsonObject json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString()));
        return new ConfigurationBuilder().AddJsonStream(stream).Build();
    }
}
