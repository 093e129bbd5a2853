using System.Buffers;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Archive;

/// <summary>
/// Goes through a <c>records.clef</c> once and keeps nothing: for analyses of thousands of runs, whose records together
/// do
/// not fit into memory.
/// </summary>
static class RecordScan
{
    const int FirstBuffer = 1 << 16;
    const int ShownLines = 3;

    /// <summary>Hands over each event in turn.</summary>
    /// <returns>
    /// Warnings: lines that are no events, among them a last one that was cut off, with file and number.
    /// </returns>
    public static IReadOnlyList<string> Read(RunFiles files, Action<RecordLine> handle)
    {
        using Stream stream = files.Open(RecordWriter.FileName);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var record = new RecordLine();
        var corrupt = new List<int>();
        int line = 0, start = 0, end = 0;
        try
        {
            while (true)
            {
                int length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
                if (length >= 0)
                {
                    line++;
                    if (record.Read(buffer.AsSpan(start, length))) handle(record);
                    else corrupt.Add(line);
                    start += length + 1;
                    continue;
                }

                buffer = WithSpace(buffer, ref start, ref end);
                int read = stream.Read(buffer, end, buffer.Length - end);
                if (read == 0) break;
                end += read;
            }

            if (end > start)
            {
                line++;
                if (record.Read(buffer.AsSpan(start, end - start))) handle(record);
                else corrupt.Add(line);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Warnings(files.NameOf(RecordWriter.FileName), corrupt);
    }

    /// <summary>The unread rest at the buffer's beginning, with space behind it.</summary>
    static byte[] WithSpace(byte[] buffer, ref int start, ref int end)
    {
        byte[] target = end - start < buffer.Length / 2 ? buffer : ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        Buffer.BlockCopy(buffer, start, target, 0, end - start);
        end -= start;
        start = 0;
        if (target != buffer) ArrayPool<byte>.Shared.Return(buffer);
        return target;
    }

    static IReadOnlyList<string> Warnings(string path, List<int> corrupt)
    {
        if (corrupt.Count == 0) return [];

        string lines = string.Join(", ", corrupt.Take(ShownLines));
        string rest = corrupt.Count > ShownLines ? $" and {corrupt.Count - ShownLines} more" : "";
        return corrupt.Count == 1
            ? [$"{path}: line {lines} is not an event of a run and was left out."]
            : [$"{path}: lines {lines}{rest} are not events of a run and were left out."];
    }
}
