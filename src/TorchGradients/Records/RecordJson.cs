using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TorchGradients.Records;

/// <summary>
/// How JSON files of a run are written: camel case, indented, non-finite numbers and statuses as strings.
/// </summary>
static class RecordJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes the value whole or not at all.</summary>
    public static void Write<T>(string path, T value) => WholeFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, value, Options);
        stream.WriteByte((byte)'\n');
    });

    /// <summary>Reads a value.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public static T Read<T>(string path)
    {
        using var stream = File.OpenRead(path);
        return Read<T>(stream, path);
    }

    /// <summary>Reads a value from a stream.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static T Read<T>(Stream stream, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(stream, Options)
                ?? throw new InvalidDataException($"{path} holds null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
