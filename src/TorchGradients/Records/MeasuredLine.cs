using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Serilog.Formatting.Json;

namespace TorchGradients.Records;

/// <summary>
/// The line of a measured quantity, as Serilog's compact formatter writes it, straight into bytes: the members of a cohort write
/// a hundred of them in a step that takes a millisecond or two.
/// </summary>
sealed class MeasuredLine
{
    const int LongestNumber = 32;

    readonly byte[] _beforeStep;
    readonly byte[] _afterStep;

    /// <summary>Lines of one quantity.</summary>
    /// <param name="kind">As in the file.</param>
    /// <param name="quantity">Its name.</param>
    public MeasuredLine(string kind, string quantity)
    {
        _beforeStep = Encoding.UTF8.GetBytes($"\",\"@mt\":{Quoted(RecordNames.MeasuredTemplate)},\"{RecordNames.Kind}\":{Quoted(kind)},\"{RecordNames.Step}\":");
        _afterStep = Encoding.UTF8.GetBytes($",\"{RecordNames.Quantity}\":{Quoted(quantity)},\"{RecordNames.Values}\":");
    }

    /// <summary>Writes a value per layer.</summary>
    public void Write(IBufferWriter<byte> line, DateTimeOffset time, int step, IReadOnlyList<double?> values)
    {
        Begin(line, time, step);
        line.Write("["u8);
        for (int i = 0; i < values.Count; i++)
        {
            if (i > 0) line.Write(","u8);
            Write(line, values[i]);
        }

        line.Write("]}\n"u8);
    }

    /// <summary>Writes one value.</summary>
    public void Write(IBufferWriter<byte> line, DateTimeOffset time, int step, double? value)
    {
        Begin(line, time, step);
        Write(line, value);
        line.Write("}\n"u8);
    }

    void Begin(IBufferWriter<byte> line, DateTimeOffset time, int step)
    {
        line.Write("{\"@t\":\""u8);
        Utf8Formatter.TryFormat(time.UtcDateTime, line.GetSpan(LongestNumber), out int length, 'O');
        line.Advance(length);
        line.Write(_beforeStep);
        step.TryFormat(line.GetSpan(LongestNumber), out length, provider: CultureInfo.InvariantCulture);
        line.Advance(length);
        line.Write(_afterStep);
    }

    static void Write(IBufferWriter<byte> line, double? value)
    {
        if (value is not { } number)
        {
            line.Write("null"u8);
        }
        else if (double.IsFinite(number))
        {
            number.TryFormat(line.GetSpan(LongestNumber), out int length, "R", CultureInfo.InvariantCulture);
            line.Advance(length);
        }
        else
        {
            line.Write(double.IsNaN(number) ? "\"NaN\""u8 : number > 0 ? "\"Infinity\""u8 : "\"-Infinity\""u8);
        }
    }

    static string Quoted(string text)
    {
        using var quoted = new StringWriter(CultureInfo.InvariantCulture);
        JsonValueFormatter.WriteQuotedJsonString(text, quoted);
        return quoted.ToString();
    }
}
