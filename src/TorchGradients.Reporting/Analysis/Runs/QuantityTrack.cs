namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>
/// Of a quantity's values by layer those that profiles need: at the first and at the last step with an error term.
/// </summary>
/// <remarks>Records come in the order of the steps, those of one step in any order.</remarks>
sealed class QuantityTrack
{
    double?[] _newest = [];
    double[] _sums = [];
    int[] _counts = [];

    /// <summary>The first step at which the quantity was recorded.</summary>
    public int? FirstStep { get; private set; }

    /// <summary>The last one.</summary>
    public int NewestStep { get; private set; } = -1;

    /// <summary>The values at <see cref="FirstStep"/>.</summary>
    public double?[] First { get; private set; } = [];

    /// <summary>The newest values that are not later than the first step with an error term.</summary>
    public double?[] AtFirstDelta { get; private set; } = [];

    /// <summary>The newest values that are not later than the last step with an error term.</summary>
    public double?[] AtLastDelta { get; private set; } = [];

    /// <summary>The newest values.</summary>
    public double?[] Newest => _newest;

    /// <summary>The mean over the steps, by layer; null where the layer has no value.</summary>
    public IReadOnlyList<double?> Means => [.. _sums.Zip(_counts, (sum, count) => count == 0 ? (double?)null : sum / count)];

    /// <summary>Takes the values of a step.</summary>
    public void Add(int step, ReadOnlySpan<double?> values, int? firstDelta, int? lastDelta)
    {
        if (_newest.Length != values.Length) _newest = new double?[values.Length];
        values.CopyTo(_newest);
        NewestStep = step;
        if (FirstStep is null)
        {
            FirstStep = step;
            First = values.ToArray();
        }

        if (firstDelta is null || step <= firstDelta) AtFirstDelta = values.ToArray();
        if (step <= lastDelta) AtLastDelta = values.ToArray();
        Sum(values);
    }

    /// <summary>An error term was recorded at that step: what is newest then belongs to it.</summary>
    public void Delta(int step)
    {
        if (NewestStep >= 0 && NewestStep <= step) AtLastDelta = [.. _newest];
    }

    void Sum(ReadOnlySpan<double?> values)
    {
        if (_sums.Length < values.Length)
        {
            Array.Resize(ref _sums, values.Length);
            Array.Resize(ref _counts, values.Length);
        }

        for (int layer = 0; layer < values.Length; layer++)
        {
            if (values[layer] is not { } value) continue;
            _sums[layer] += value;
            _counts[layer]++;
        }
    }
}
