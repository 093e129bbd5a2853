namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>
/// A quantity over the steps, of any length, in bounded space: blocks of neighbouring steps, of equal size; where they
/// become too many, neighbours are put together.
/// </summary>
sealed class BlockSeries
{
    const int MostBlocks = 60;

    readonly List<Block> _blocks = [];
    int _size = 1;

    public IReadOnlyList<SeriesPoint> Points => [.. _blocks.Select(block => block.Point)];

    public void Add(int step, double value)
    {
        if (_blocks.Count == 0 || _blocks[^1].Steps == _size)
        {
            if (_blocks.Count == MostBlocks) Halve();
            _blocks.Add(default);
        }

        _blocks[^1] = _blocks[^1].With(step, value);
    }

    void Halve()
    {
        Block[] halved = [.. _blocks.Chunk(2).Select(pair => pair[0].With(pair[1]))];
        _blocks.Clear();
        _blocks.AddRange(halved);
        _size *= 2;
    }

    readonly record struct Block(int Steps, double StepSum, int Finite, double Sum, double LogarithmSum)
    {
        public SeriesPoint Point => new(StepSum / Steps, Sum / Finite, Math.Exp(LogarithmSum / Finite));

        public Block With(int step, double value) => double.IsFinite(value)
            ? new Block(Steps + 1, StepSum + step, Finite + 1, Sum + value, LogarithmSum + Math.Log(value))
            : this with { Steps = Steps + 1, StepSum = StepSum + step };

        public Block With(Block other) => new(
            Steps + other.Steps, StepSum + other.StepSum, Finite + other.Finite, Sum + other.Sum,
            LogarithmSum + other.LogarithmSum);
    }
}
