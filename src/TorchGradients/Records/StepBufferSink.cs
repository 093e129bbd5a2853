using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace TorchGradients.Records;

/// <summary>
/// Collects events as compact JSON and writes them when a step has ended and 64 KiB have come together.
/// </summary>
sealed class StepBufferSink(Stream stream) : ILogEventSink, IDisposable
{
    const int CharactersAtOnce = 1 << 16;

    readonly Lock _gate = new();
    readonly CompactJsonFormatter _formatter = new();
    readonly StringWriter _buffer =
        new(new StringBuilder(2 * CharactersAtOnce), CultureInfo.InvariantCulture) { NewLine = "\n" };
    int _step = -1;
    bool _failed;

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            int step = logEvent.Properties[RecordNames.Step] is ScalarValue { Value: int number } ? number : _step;
            if (step != _step && _buffer.GetStringBuilder().Length >= CharactersAtOnce) WriteOut();

            _step = step;
            _formatter.Format(logEvent, _buffer);
        }
    }

    /// <summary>Writes what was collected.</summary>
    public void Flush()
    {
        lock (_gate) WriteOut();
    }

    /// <summary>Brings what was collected to the disk; the stream's length then.</summary>
    public long Save()
    {
        lock (_gate)
        {
            WriteOut();
            if (stream is FileStream file) file.Flush(flushToDisk: true);
            return stream.Position;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                if (!_failed) WriteOut(); // a failure was told when it happened
                if (!_failed && stream is FileStream file) file.Flush(flushToDisk: true); // before an outcome speaks of it
            }
            finally
            {
                stream.Dispose();
            }
        }
    }

    void WriteOut()
    {
        var text = _buffer.GetStringBuilder();
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        _failed = true;
        stream.Write(bytes);
        stream.Flush();
        _failed = false;
    }
}
