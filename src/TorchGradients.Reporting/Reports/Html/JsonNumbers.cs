using System.Globalization;
using System.Text.Json;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>Numbers in as many digits as a chart can show.</summary>
static class JsonNumbers
{
    /// <summary>An array of numbers in five significant digits; what is not finite is null.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<double?> values)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (double? value in values) json.WriteShort(value);
        json.WriteEndArray();
    }

    /// <summary>A number in five significant digits.</summary>
    public static void WriteShort(this Utf8JsonWriter json, double? value)
    {
        if (value is not { } number || !double.IsFinite(number)) json.WriteNullValue();
        else json.WriteRawValue(number.ToString("G5", CultureInfo.InvariantCulture), skipInputValidation: true);
    }

    /// <summary>An array of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>What is written, with all signs escaped that could end a script element.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) write(json);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
