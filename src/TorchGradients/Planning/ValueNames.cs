using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>
/// Names of axis values: a fragment's file name, an object's <c>name</c> with what distinguishes it, else the value.
/// </summary>
public static class ValueNames
{
    /// <summary>The names of an axis' values, in order; equal only where the values are.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<JsonNode?> values)
    {
        string[] names = [.. values.Select(Short)];
        var counts = names.CountBy(name => name).ToDictionary();
        return [.. values.Select((value, i) => counts[names[i]] == 1 ? names[i] : Long(value))];
    }

    /// <summary>The names that a value may have, whatever the other values are: the short one first.</summary>
    public static IReadOnlyList<string> Candidates(JsonNode? value) => [Short(value), Long(value)];

    /// <summary>The names of fragments: file names without ending; <c>none</c> is no fragment.</summary>
    public static IReadOnlyList<string> OfFragments(IReadOnlyList<string> fragments) =>
        [.. fragments.Select(fragment => Path.GetFileNameWithoutExtension(fragment))];

    static string Short(JsonNode? value) => value switch
    {
        JsonObject component when component["name"] is JsonValue name => name.ToString(),
        null => "null",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number && scalar.TryGetValue(out double number) =>
            number.ToString(CultureInfo.InvariantCulture),
        JsonValue scalar => scalar.ToString(),
        _ => value.ToJsonString(),
    };

    static string Long(JsonNode? value) => value is JsonObject component
        ? string.Join(' ', component.Select(pair => pair.Key == "name" ? Short(pair.Value) : $"{pair.Key} {Short(pair.Value)}"))
        : Short(value);
}
