using System.Globalization;
using System.Text.Json;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Archive;

/// <summary>One line of <c>records.clef</c>, read in place: the same object takes line after line.</summary>
sealed class RecordLine
{
    double?[] _values = new double?[64];
    int _count;

    /// <summary>What the line is about.</summary>
    public RecordKind Kind { get; private set; }

    /// <summary>The step.</summary>
    public int Step { get; private set; }

    /// <summary>The quantity; of a lifecycle event what happened.</summary>
    public string Quantity { get; private set; } = "";

    /// <summary>A value per layer, or one; valid until the next line is read.</summary>
    public ReadOnlySpan<double?> Values => _values.AsSpan(0, _count);

    /// <summary>Takes a line; false where it is not an event of a run.</summary>
    public bool Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return Take(line);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    bool Take(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        bool hasKind = false, hasStep = false, hasQuantity = false, hasValues = false;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("Kind"u8)) hasKind = TakeKind(ref json);
            else if (json.ValueTextEquals("Step"u8)) hasStep = json.Read() && TakeStep(ref json);
            else if (json.ValueTextEquals("Quantity"u8)) hasQuantity = json.Read() && TakeQuantity(ref json);
            else if (json.ValueTextEquals("Values"u8)) hasValues = TakeValues(ref json);
            else json.Skip();
        }

        bool ended = json.TokenType == JsonTokenType.EndObject && !json.Read();
        return ended && hasKind && hasStep && hasQuantity && (hasValues || Kind == RecordKind.Lifecycle);
    }

    bool TakeKind(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.ValueTextEquals("layers"u8)) Kind = RecordKind.Layers;
        else if (json.ValueTextEquals("values"u8)) Kind = RecordKind.Values;
        else if (json.ValueTextEquals("scalar"u8)) Kind = RecordKind.Scalar;
        else if (json.ValueTextEquals("lifecycle"u8)) Kind = RecordKind.Lifecycle;
        else return false;

        return true;
    }

    bool TakeStep(ref Utf8JsonReader json)
    {
        Step = json.GetInt32();
        return true;
    }

    bool TakeQuantity(ref Utf8JsonReader json)
    {
        if (!json.ValueTextEquals(Quantity)) Quantity = json.GetString() ?? "";
        return true;
    }

    bool TakeValues(ref Utf8JsonReader json)
    {
        _count = 0;
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            Add(Value(ref json));
            return true;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray) Add(Value(ref json));
        return true;
    }

    void Add(double? value)
    {
        if (_count == _values.Length) Array.Resize(ref _values, 2 * _count);
        _values[_count++] = value;
    }

    static double? Value(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => double.Parse(json.GetString()!, CultureInfo.InvariantCulture),
        _ => json.GetDouble(),
    };
}
