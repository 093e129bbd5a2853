using System.Globalization;
using System.Text.Json;

namespace TorchGradients.Records;

/// <summary>Reads <c>records.clef</c>.</summary>
public static class RecordReader
{
    /// <summary>
    /// The file's events in their order, read as they are asked for. A last line without its end, as a run leaves it
    /// that was
    /// cut off, is not an event.
    /// </summary>
    /// <exception cref="InvalidDataException">A line is not an event; names file and line.</exception>
    public static IEnumerable<RecordEvent> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        string? text = reader.ReadLine();
        for (int line = 1; text is not null; line++)
        {
            string? next = reader.ReadLine();
            if (Parse(path, line, text, isLast: next is null) is { } record) yield return record;
            text = next;
        }
    }

    static RecordEvent? Parse(string path, int line, string text, bool isLast)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Event(json.RootElement);
        }
        catch (JsonException) when (isLast)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: line {line} is not an event of a run.", exception);
        }
    }

    static RecordEvent Event(JsonElement json)
    {
        var kind = Enum.Parse<RecordKind>(json.GetProperty(RecordNames.Kind).GetString() ?? "", ignoreCase: true);
        return new RecordEvent(
            json.GetProperty(RecordNames.Time).GetDateTimeOffset(),
            kind,
            json.GetProperty(RecordNames.Step).GetInt32(),
            json.GetProperty(RecordNames.Quantity).GetString() ?? "",
            kind == RecordKind.Lifecycle ? [] : Values(json.GetProperty(RecordNames.Values)),
            kind == RecordKind.Lifecycle ? json.GetProperty(RecordNames.Detail).GetString() : null);
    }

    static double?[] Values(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select(Value)]
        : [Value(json)];

    static double? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => double.Parse(json.GetString()!, CultureInfo.InvariantCulture),
        _ => json.GetDouble(),
    };
}
