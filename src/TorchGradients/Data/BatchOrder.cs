using TorchGradients.Randomness;

namespace TorchGradients.Data;

/// <summary>
/// Which rows a step's batch holds: a pure function of the step. Not for use by several threads at once.
/// </summary>
/// <remarks>
/// Position p = step · batchSize + i is place p mod rows of epoch p / rows. Shuffled, each epoch has a permutation of
/// its own,
/// drawn from (seed, data order, epoch); not shuffled, place and row are the same.
/// </remarks>
public sealed class BatchOrder
{
    readonly int _rows;
    readonly int _batchSize;
    readonly bool _shuffle;
    readonly long _seed;
    readonly Dictionary<int, int[]> _epochs = [];

    /// <summary>The order of a run's batches.</summary>
    public BatchOrder(int rows, int batchSize, bool shuffle, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, batchSize);
        (_rows, _batchSize, _shuffle, _seed) = (rows, batchSize, shuffle, seed);
    }

    /// <summary>The rows of that step's batch, in their order.</summary>
    public long[] Rows(int step)
    {
        long[] batch = new long[_batchSize];
        CopyRows(step, batch);
        return batch;
    }

    /// <summary>Writes the rows of that step's batch, in their order.</summary>
    /// <param name="step">The step.</param>
    /// <param name="batch">As long as a batch.</param>
    public void CopyRows(int step, Span<long> batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNotEqual(batch.Length, _batchSize);
        var (epoch, place) = Math.DivRem((long)step * _batchSize, _rows);
        int[] order = _shuffle ? Epoch((int)epoch) : [];
        for (int i = 0; i < batch.Length; i++)
        {
            if (place == _rows)
            {
                place = 0;
                epoch++;
                if (_shuffle) order = Epoch((int)epoch);
            }

            batch[i] = _shuffle ? order[place] : place;
            place++;
        }
    }

    /// <summary>An epoch's permutation; the last two are kept, since a batch reaches over one end at most.</summary>
    int[] Epoch(int epoch)
    {
        if (_epochs.TryGetValue(epoch, out int[]? order)) return order;

        if (_epochs.Count == 2) _epochs.Remove(_epochs.Keys.First(kept => kept != epoch - 1));
        using var generator = RandomStreams.Open(_seed, StreamPurposes.DataOrder, epoch);
        using var permutation = torch.randperm(_rows, torch.int64, generator: generator);
        return _epochs[epoch] = Array.ConvertAll(permutation.data<long>().ToArray(), row => (int)row);
    }
}
