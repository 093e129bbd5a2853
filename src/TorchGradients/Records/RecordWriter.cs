using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace TorchGradients.Records;

/// <summary>
/// Writes a run's events to <c>records.clef</c>, through Serilog; whole steps at a time; safe for several threads.
/// </summary>
/// <remarks>
/// A failure of the file reaches the caller (an <see cref="AggregateException"/> of Serilog's audit): results are data.
/// </remarks>
public sealed class RecordWriter : IDisposable
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "records.clef";

    static readonly MessageTemplate _measured = new MessageTemplateParser().Parse(RecordNames.MeasuredTemplate);
    static readonly MessageTemplate _lifecycle = new MessageTemplateParser().Parse(RecordNames.LifecycleTemplate);

    readonly StepBufferSink _sink;
    readonly Logger _logger;
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
        _sink = new StepBufferSink(new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0));
        _logger = new LoggerConfiguration().MinimumLevel.Verbose().AuditTo.Sink(_sink).CreateLogger();
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
    public void Layers(int step, string quantity, IReadOnlyList<double?> values) =>
        Write(_measured, RecordKind.Layers, step, quantity,
            RecordNames.Values, new SequenceValue(values.Select(value => new ScalarValue(value))));

    /// <summary>A quantity with one value.</summary>
    public void Scalar(int step, string quantity, double? value) =>
        Write(_measured, RecordKind.Scalar, step, quantity, RecordNames.Values, new ScalarValue(value));

    /// <summary>Something that happened to the run, for example <c>started</c>.</summary>
    public void Lifecycle(int step, string happened, string detail = "") =>
        Write(_lifecycle, RecordKind.Lifecycle, step, happened, RecordNames.Detail, new ScalarValue(detail));

    /// <summary>Hands everything so far to the system.</summary>
    public void Flush() => _sink.Flush();

    /// <summary>Brings everything so far to the disk.</summary>
    /// <returns>The file's length, at the end of a line.</returns>
    public long Save() => _sink.Save();

    /// <inheritdoc/>
    public void Dispose() => _logger.Dispose();

    void Write(
        MessageTemplate template, RecordKind kind, int step, string quantity, string name,
        LogEventPropertyValue value) =>
        _logger.Write(new LogEvent(_clock.GetUtcNow(), LogEventLevel.Information, null, template,
        [
            new LogEventProperty(RecordNames.Kind, new ScalarValue(Text(kind))),
            new LogEventProperty(RecordNames.Step, new ScalarValue(step)),
            new LogEventProperty(RecordNames.Quantity, new ScalarValue(quantity)),
            new LogEventProperty(name, value),
        ]));

    static string Text(RecordKind kind) => kind switch
    {
        RecordKind.Layers => "layers",
        RecordKind.Scalar => "scalar",
        RecordKind.Lifecycle => "lifecycle",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
