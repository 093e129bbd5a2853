namespace TorchGradients.Cli.Workers;

/// <summary>The last lines of an output; safe for several threads.</summary>
internal sealed class LastLines
{
    const int Most = 5;
    const int Longest = 300;

    readonly Lock _gate = new();
    readonly Queue<string> _lines = new();

    /// <summary>Adds a line, and forgets the one of five lines before.</summary>
    public void Add(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == Most) _lines.Dequeue();
            _lines.Enqueue(line.Length > Longest ? line[..Longest] : line);
        }
    }

    /// <summary>The lines, joined; empty without any.</summary>
    public override string ToString()
    {
        lock (_gate) return string.Join(" | ", _lines);
    }
}
