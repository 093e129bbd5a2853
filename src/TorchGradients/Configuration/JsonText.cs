using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace TorchGradients.Configuration;

/// <summary>
/// JSON as people write it: comments and trailing commas are allowed, a key twice and deep nesting are not.
/// </summary>
internal static class JsonText
{
    /// <summary>Objects and lists within each other, at most.</summary>
    public const int DeepestNesting = 64;

    static readonly JsonDocumentOptions s_options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = DeepestNesting,
        AllowDuplicateProperties = false,
    };

    /// <summary>The value of a setting outside of files: JSON where it parses as JSON, else the text itself.</summary>
    public static JsonNode? ParseOrText(string text)
    {
        try
        {
            return ParseWhole(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <summary>The object in the bytes of a file; where there is none, the place, finding and fix.</summary>
    public static (JsonObject? Json, (string Path, string Finding, string Fix) Mistake) ParseObject(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (!Utf8.IsValid(bytes)) return (null, NotUtf8(bytes));
        if (bytes.Trim(" \t\r\n"u8).IsEmpty) return (null, ("file", "is empty", "Write at least {}."));

        try
        {
            return ParseWhole(bytes) is JsonObject json
                ? (json, default)
                : (null, ("file", "does not hold an object", "A config starts with { and ends with }."));
        }
        catch (JsonException mistake)
        {
            return (null, Twice(bytes) ?? (Place(mistake), Finding(mistake), "Correct the text there."));
        }
        catch (InvalidOperationException)
        {
            return (null, ("file", "holds half of a surrogate pair, which is no text", "Correct the \\u escape."));
        }
    }

    static JsonNode? ParseWhole(ReadOnlySpan<byte> utf8)
    {
        JsonNode? json = JsonNode.Parse(utf8, documentOptions: s_options);
        return json is null ? null : Materialise(json);
    }

    /// <summary>
    /// Reads every key and text now: half a surrogate pair is found here, not in the middle of a check.
    /// </summary>
    static JsonNode Materialise(JsonNode json)
    {
        switch (json)
        {
            case JsonObject section:
                foreach ((_, JsonNode? value) in section) if (value is not null) Materialise(value);
                break;
            case JsonArray items:
                foreach (JsonNode? item in items) if (item is not null) Materialise(item);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                value.GetValue<string>();
                break;
        }

        return json;
    }

    /// <summary>
    /// The first key that an object has twice, which the parser tells without its place; null where there is none before
    /// the text ceases to be JSON.
    /// </summary>
    static (string, string, string)? Twice(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = DeepestNesting,
        });
        var objects = new Stack<Dictionary<string, int>>();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject) objects.Push([]);
                if (reader.TokenType == JsonTokenType.EndObject) objects.Pop();
                if (reader.TokenType != JsonTokenType.PropertyName) continue;

                int at = (int)reader.TokenStartIndex;
                string key = reader.GetString()!;
                if (objects.Peek().TryAdd(key, at)) continue;

                string first = PlaceAt(bytes, objects.Peek()[key]);
                return (PlaceAt(bytes, at), $"is '{Words.Shortened(key, 60)}' once more, as at {first}", "Remove one of the two.");
            }
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            return null;
        }

        return null;
    }

    static string PlaceAt(ReadOnlySpan<byte> bytes, int at) => FormattableString.Invariant(
        $"line {bytes[..at].Count((byte)'\n') + 1}, column {at - bytes[..at].LastIndexOf((byte)'\n')}");

    static string Place(JsonException mistake) =>
        mistake.LineNumber is { } line && mistake.BytePositionInLine is { } column
            ? FormattableString.Invariant($"line {line + 1}, column {column + 1}")
            : "file";

    static string Finding(JsonException mistake)
    {
        string reason = mistake.Message;
        int end = new[] { " Path:", " LineNumber:" }
            .Select(mark => reason.IndexOf(mark, StringComparison.Ordinal))
            .Where(at => at >= 0).DefaultIfEmpty(reason.Length).Min();
        return $"is not valid JSON: {Words.Shortened(reason[..end].TrimEnd('.', ' '), 160)}";
    }

    static (string, string, string) NotUtf8(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done) at += length;
        return (PlaceAt(bytes, at), "is not UTF-8", "Save the file as UTF-8.");
    }
}
