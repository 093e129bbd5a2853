using System.Buffers;
using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Parsing;

namespace TorchGradients.Records;

/// <summary>
/// Writes a run's events to <c>records.clef</c>, in Serilog's compact format; whole steps at a time; safe for several threads.
/// </summary>
/// <remarks>A failure of the file reaches the caller: results are data.</remarks>
public sealed class RecordWriter : IDisposable
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "records.clef";

    static readonly MessageTemplate s_lifecycle = new MessageTemplateParser().Parse(RecordNames.LifecycleTemplate);

    readonly Lock _gate = new();
    readonly Dictionary<(RecordKind Kind, string Quantity), MeasuredLine> _lines = [];
    readonly CompactJsonFormatter _formatter = new();
    readonly StepBuffer _buffer;
    readonly TimeProvider _clock;

    /// <summary>Opens the file, empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">What <c>@t</c> is read from.</param>
    public RecordWriter(string path, TimeProvider clock) : this(path, FileMode.Create, clock)
    {
    }

    RecordWriter(string path, FileMode mode, TimeProvider clock)
    {
        _clock = clock;
        _buffer = new StepBuffer(new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0));
    }

    /// <summary>Goes on behind the first bytes of a file, and forgets what follows them.</summary>
    /// <remarks>
    /// They are copied into a new file: a process that was given up and still has the old one open writes into nothing.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="length">What <see cref="Save"/> returned.</param>
    /// <param name="clock">What <c>@t</c> is read from.</param>
    /// <exception cref="InvalidDataException">The file is shorter.</exception>
    public static RecordWriter Continue(string path, long length, TimeProvider clock)
    {
        WholeFile.Write(path, copy =>
        {
            using FileStream records = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (records.Length < length) throw new InvalidDataException($"{path} is shorter than {length} bytes.");
            byte[] buffer = new byte[1 << 16];
            for (long left = length; left > 0;)
            {
                int count = (int)Math.Min(buffer.Length, left);
                records.ReadExactly(buffer, 0, count);
                copy.Write(buffer, 0, count);
                left -= count;
            }
        });
        return new RecordWriter(path, FileMode.Append, clock);
    }

    /// <summary>A quantity with a value per layer 1 … L.</summary>
    public void Layers(int step, string quantity, IReadOnlyList<double?> values)
    {
        lock (_gate) LineOf(RecordKind.Layers, quantity).Write(_buffer.At(step), _clock.GetUtcNow(), step, values);
    }

    /// <summary>A quantity with several values that belong to no layer.</summary>
    public void Values(int step, string quantity, IReadOnlyList<double?> values)
    {
        lock (_gate) LineOf(RecordKind.Values, quantity).Write(_buffer.At(step), _clock.GetUtcNow(), step, values);
    }

    /// <summary>A quantity with one value.</summary>
    public void Scalar(int step, string quantity, double? value)
    {
        lock (_gate) LineOf(RecordKind.Scalar, quantity).Write(_buffer.At(step), _clock.GetUtcNow(), step, value);
    }

    /// <summary>Something that happened to the run, for example <c>started</c>.</summary>
    public void Lifecycle(int step, string happened, string detail = "")
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        _formatter.Format(new LogEvent(_clock.GetUtcNow(), LogEventLevel.Information, null, s_lifecycle,
        [
            new LogEventProperty(RecordNames.Kind, new ScalarValue(Text(RecordKind.Lifecycle))),
            new LogEventProperty(RecordNames.Step, new ScalarValue(step)),
            new LogEventProperty(RecordNames.Quantity, new ScalarValue(happened)),
            new LogEventProperty(RecordNames.Detail, new ScalarValue(detail)),
        ]), line);
        lock (_gate) _buffer.At(step).Write(Encoding.UTF8.GetBytes(line.ToString()));
    }

    /// <summary>Hands everything so far to the system.</summary>
    public void Flush()
    {
        lock (_gate) _buffer.WriteOut();
    }

    /// <summary>Brings everything so far to the disk.</summary>
    /// <returns>The file's length, at the end of a line.</returns>
    public long Save()
    {
        lock (_gate) return _buffer.Save();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) _buffer.Dispose();
    }

    MeasuredLine LineOf(RecordKind kind, string quantity)
    {
        if (!_lines.TryGetValue((kind, quantity), out MeasuredLine? line)) _lines.Add((kind, quantity), line = new MeasuredLine(Text(kind), quantity));
        return line;
    }

    static string Text(RecordKind kind) => kind switch
    {
        RecordKind.Layers => "layers",
        RecordKind.Values => "values",
        RecordKind.Scalar => "scalar",
        RecordKind.Lifecycle => "lifecycle",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
