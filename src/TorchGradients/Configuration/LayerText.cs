using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>
/// Layers that are not files: <c>a:b:c=value</c>, where the value is JSON if it parses as JSON, else a text.
/// </summary>
internal static class LayerText
{
    /// <summary>The layer that sets one value.</summary>
    public static JsonObject At(string[] keys, JsonNode? value)
    {
        JsonNode? layer = value?.DeepClone();
        foreach (string key in keys.Reverse()) layer = new JsonObject { [key] = layer };
        return (JsonObject)layer!;
    }

    /// <summary>The layer of <c>path=value</c>; null where it has no path or no sign.</summary>
    public static JsonObject? Parse(string setting)
    {
        int sign = setting.IndexOf('=', StringComparison.Ordinal);
        string[] keys = setting[..Math.Max(sign, 0)].Split(':');
        return keys.Any(key => key.Length == 0) || keys.Length > JsonText.DeepestNesting
            ? null
            : At(keys, JsonText.ParseOrText(setting[(sign + 1)..]));
    }
}
