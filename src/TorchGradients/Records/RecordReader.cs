using System.Text.Json;
using System.Text.Unicode;

namespace TorchGradients.Records;

/// <summary>Reads <c>records.clef</c>.</summary>
public static class RecordReader
{
    /// <summary>
    /// The file's events in their order, read as they are asked for. A last line without its end, as a run leaves it
    /// that was cut off, is not an event.
    /// </summary>
    /// <exception cref="InvalidDataException">A line is not an event; names file and line.</exception>
    public static IEnumerable<RecordEvent> Read(string path) => Read(path, broken =>
    {
        if (!broken.IsCutOff)
        {
            throw new InvalidDataException($"{broken.File}: line {broken.Line} {broken.Finding}.");
        }
    });

    /// <summary>The file's events as far as they can be read; every other line is told and left out.</summary>
    /// <param name="path">The file; a run may still be writing it.</param>
    /// <param name="broken">Takes the lines that are not events, in their order.</param>
    public static IEnumerable<RecordEvent> Read(string path, Action<BrokenLine> broken)
    {
        return Read(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), path, broken);
    }

    /// <summary>The events in a stream as far as they can be read; every other line is told and left out.</summary>
    /// <param name="records">The stream, which is disposed.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="broken">Takes the lines that are not events, in their order.</param>
    public static IEnumerable<RecordEvent> Read(Stream records, string path, Action<BrokenLine> broken)
    {
        using Stream stream = records;
        int line = 0;
        foreach (var (bytes, hasEnd) in ByteLines.Read(stream))
        {
            line++;
            if (Parse(bytes, out string finding) is { } recorded) yield return recorded;
            else broken(new BrokenLine(path, line, hasEnd ? finding : "is cut off", IsCutOff: !hasEnd));
        }
    }

    static RecordEvent? Parse(ReadOnlyMemory<byte> bytes, out string finding)
    {
        finding = "is not an event of a run";
        if (!Utf8.IsValid(bytes.Span))
        {
            finding = "is not UTF-8 text";
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(bytes);
            return Event(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException)
        {
            return null;
        }
    }

    static RecordEvent Event(JsonElement json)
    {
        var kind = Kind(json.GetProperty(RecordNames.Kind).GetString());
        return new RecordEvent(
            json.GetProperty(RecordNames.Time).GetDateTimeOffset(),
            kind,
            json.GetProperty(RecordNames.Step).GetInt32(),
            json.GetProperty(RecordNames.Quantity).GetString() ?? throw new FormatException(),
            Values(kind, json),
            kind == RecordKind.Lifecycle ? json.GetProperty(RecordNames.Detail).GetString() : null);
    }

    static RecordKind Kind(string? text) => text switch
    {
        "layers" => RecordKind.Layers,
        "values" => RecordKind.Values,
        "scalar" => RecordKind.Scalar,
        "lifecycle" => RecordKind.Lifecycle,
        _ => throw new FormatException(),
    };

    static double?[] Values(RecordKind kind, JsonElement json) => kind switch
    {
        RecordKind.Layers or RecordKind.Values => [.. json.GetProperty(RecordNames.Values).EnumerateArray().Select(Value)],
        RecordKind.Scalar => [Value(json.GetProperty(RecordNames.Values))],
        _ => [],
    };

    static double? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => json.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new FormatException(),
        },
        _ => json.GetDouble(),
    };
}
