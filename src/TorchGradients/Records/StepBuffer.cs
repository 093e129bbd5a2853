using System.Buffers;

namespace TorchGradients.Records;

/// <summary>Collects lines of a file and writes them when a step has ended and 64 KiB have come together. For one thread at a time.</summary>
sealed class StepBuffer(Stream stream) : IDisposable
{
    const int BytesAtOnce = 1 << 16;

    readonly ArrayBufferWriter<byte> _lines = new();
    int _step = -1;
    bool _failed;

    /// <summary>Where the lines of a step go; what came before is written out where that is due.</summary>
    public IBufferWriter<byte> At(int step)
    {
        if (step != _step && _lines.WrittenCount >= BytesAtOnce) WriteOut();

        _step = step;
        return _lines;
    }

    /// <summary>Writes what was collected.</summary>
    public void WriteOut()
    {
        _failed = true;
        stream.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
        stream.Flush();
        _failed = false;
    }

    /// <summary>Brings what was collected to the disk; the stream's length then.</summary>
    public long Save()
    {
        WriteOut();
        if (stream is FileStream file) file.Flush(flushToDisk: true);
        return stream.Position;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_failed) return; // a failure was told when it happened
            WriteOut();
            if (stream is FileStream file) file.Flush(flushToDisk: true); // before an outcome speaks of it
        }
        finally
        {
            stream.Dispose();
        }
    }
}
