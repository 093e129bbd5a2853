using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>
/// The JSON schema (draft 2020-12) of a config, from the settings and the registries that the checks use.
/// </summary>
public static class ConfigSchema
{
    static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as a text that ends with a line break.</summary>
    /// <param name="catalogue">Every family of components.</param>
    public static string Write(IReadOnlyList<IRegistry> catalogue)
    {
        var families = new Families(catalogue);
        JsonObject root = Section(Settings.Root);
        var properties = (JsonObject)root["properties"]!;
        properties.Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        properties.Insert(1, "extends", new JsonObject
        {
            ["description"] = "files that are merged below this one, in order; paths are relative to this file",
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "string" },
        });

        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "TorchGradients config");
        root["$defs"] = new JsonObject(catalogue.Select(registry => KeyValuePair.Create(
            DefinitionOf(registry.Family), (JsonNode?)Family(registry.Family, families))));
        return root.ToJsonString(s_indented) + "\n";
    }

    static string DefinitionOf(string family) => family.Replace(' ', '-');

    static JsonObject Section(IReadOnlyList<Setting> settings) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(settings.Select(setting =>
            KeyValuePair.Create(setting.Key, (JsonNode?)Described(setting)))),
    };

    static JsonObject Described(Setting setting)
    {
        JsonObject schema = Value(setting);
        if (setting.Description.Length > 0) schema.Insert(0, "description", setting.Description);
        bool hasDefault = setting.AllowsNull || setting.Default is { } value && value.ToJsonString() != "\"\"";
        if (hasDefault) schema["default"] = Short(setting.Default);
        return setting.AllowsNull ? WithNull(schema) : schema;
    }

    static JsonObject Value(Setting setting) => setting.Kind switch
    {
        SettingKind.Component => new JsonObject { ["$ref"] = $"#/$defs/{DefinitionOf(setting.Family!)}" },
        SettingKind.Text when setting.Family is { } family => Name(family),
        SettingKind.Section => Object(setting),
        SettingKind.List => List(setting),
        SettingKind.AnyObject => new JsonObject { ["type"] = "object" },
        SettingKind.AnyList => new JsonObject { ["type"] = "array" },
        SettingKind.Boolean => new JsonObject { ["type"] = "boolean" },
        SettingKind.Integer => Bounded("integer", setting.Range),
        SettingKind.Number => Bounded("number", setting.Range),
        _ => Text(setting),
    };

    static JsonObject Name(string family) => new() { ["$ref"] = $"#/$defs/{DefinitionOf(family)}/$defs/name" };

    static JsonObject Object(Setting setting)
    {
        JsonObject section = Section(Settings.Of(setting.Type));
        if (setting.ShortFormKey is not { } key) return section;

        section["required"] = new JsonArray(key);
        return new JsonObject { ["anyOf"] = new JsonArray(section["properties"]![key]!.DeepClone(), section) };
    }

    static JsonObject List(Setting setting)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = Value(setting.Item!) };
        if (setting.FewestItems > 0) list["minItems"] = setting.FewestItems;
        if (setting.ItemsAreUnique) list["uniqueItems"] = true;
        return list;
    }

    static JsonObject Text(Setting setting)
    {
        var text = new JsonObject { ["type"] = "string" };
        if (setting.Choices is { } choices) text["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]);
        if (setting.Pattern is { } pattern) text["pattern"] = pattern.ToString();
        return setting.OrInteger is { } range ? new JsonObject { ["anyOf"] = new JsonArray(text, Bounded("integer", range)) } : text;
    }

    static JsonObject Bounded(string type, RangeAttribute? range)
    {
        var number = new JsonObject { ["type"] = type };
        if (range is null) return number;

        number[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Bound(range.Minimum);
        if (IsBound(range.Maximum)) number[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Bound(range.Maximum);
        return number;
    }

    static JsonNode? Bound(object bound) => bound is double number
        ? JsonValue.Create(number)
        : JsonValue.Create(Convert.ToInt64(bound, CultureInfo.InvariantCulture));

    static bool IsBound(object maximum) => maximum is not (double.MaxValue or double.PositiveInfinity);

    static JsonObject WithNull(JsonObject schema)
    {
        if (schema["enum"] is JsonArray choices) choices.Add(null);
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }
        else if (schema["$ref"] is { } reference)
        {
            schema.Remove("$ref");
            schema["anyOf"] = new JsonArray(
                new JsonObject { ["$ref"] = reference.DeepClone() }, new JsonObject { ["type"] = "null" });
        }

        return schema;
    }

    /// <summary>A component without options by its name.</summary>
    static JsonNode? Short(JsonNode? value) =>
        value is JsonObject { Count: 1 } component && component["name"] is { } name ? name.DeepClone() : value?.DeepClone();

    /// <summary>
    /// A name, or an object for each component; without a name it is merged over one named elsewhere.
    /// </summary>
    static JsonObject Family(string family, Families families)
    {
        IReadOnlyDictionary<string, ComponentDescription> components = families.Of(family);
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
            [
                Name(family),
                .. components.Values.Select(Component),
            ]),
            ["$defs"] = new JsonObject
            {
                ["name"] = new JsonObject { ["enum"] = new JsonArray([.. components.Keys.Select(name => (JsonNode)name)]) },
            },
        };
    }

    static JsonObject Component(ComponentDescription component)
    {
        JsonObject schema = Section(Settings.Of(component.OptionsType));
        ((JsonObject)schema["properties"]!).Insert(0, "name", new JsonObject { ["const"] = component.Name });
        if (component.Formula.Length > 0) schema.Insert(0, "description", component.Formula);
        return schema;
    }
}
