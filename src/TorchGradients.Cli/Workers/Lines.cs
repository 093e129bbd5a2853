using System.Text.Json;
using System.Text.Json.Serialization;

namespace TorchGradients.Cli.Workers;

/// <summary>Messages as lines of text: JSON behind a mark that no other output starts with.</summary>
internal static class Lines
{
    const string Mark = "torchgradients ";

    static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The line, without its end.</summary>
    public static string Write<T>(T message) => Mark + JsonSerializer.Serialize(message, s_options);

    /// <summary>The message; null for a line that is none.</summary>
    public static T? Read<T>(string line) where T : class =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<T>(line[Mark.Length..], s_options) : null;
}
