using System.Text.Encodings.Web;
using System.Text.Json;

namespace TorchGradients.Reporting.Query;

/// <summary>An answer as a JSON array with an object per row; numbers that are not finite are strings.</summary>
public static class AnswerJson
{
    static readonly JsonWriterOptions _options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the array, and a line break.</summary>
    public static void Write(Answer answer, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartArray();
            foreach (object?[] row in answer.Rows())
            {
                json.WriteStartObject();
                for (int i = 0; i < row.Length; i++) Write(json, answer.Columns[i], row[i]);
                json.WriteEndObject();
                json.Flush();
            }

            json.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
    }

    static void Write(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case NestedValue nested: json.WriteRawValue(nested.Json); break;
            case double number when !double.IsFinite(number): json.WriteStringValue(PlainValue.Text(value)); break;
            case float number when !float.IsFinite(number): json.WriteStringValue(PlainValue.Text(value)); break;
            case char or string: json.WriteStringValue(value.ToString()); break;
            default: json.WriteRawValue(PlainValue.Text(value)); break;
        }
    }
}
