using System.Text.Json;
using System.Text.Json.Serialization;

namespace TorchGradients.Reporting.Archive;

/// <summary>How the files of an experiment are read: camel case; <c>"NaN"</c> and <c>"Infinity"</c> are numbers.</summary>
static class ArchiveJson
{
    static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), _options)
                ?? throw new ArchiveException($"'{file}' holds nothing but null: run the experiment again.");
        }
        catch (JsonException exception)
        {
            throw new ArchiveException(
                $"'{file}' cannot be read: {exception.Message} Run the experiment again.", exception);
        }
    }

    public static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => null,
        },
        _ => null,
    };
}
