namespace TorchGradients.Training;

/// <summary>Steps whose numbers are still on the device; owns them. They leave it together, in one copy.</summary>
sealed class UnreadSteps : IDisposable
{
    readonly List<(MeasurementBlock Block, Tensor Numbers)> _steps = [];
    readonly List<StepResult> _read = [];   // of the steps before these

    /// <summary>
    /// When so many numbers wait, they are read: a network's weights may be among those of each step.
    /// </summary>
    public int MostNumbers { get; set; } = 1 << 25;

    /// <summary>Whether there is one.</summary>
    public bool Any => _steps.Count > 0 || _read.Count > 0;

    /// <summary>Keeps a step's numbers, and reads all where that makes too many.</summary>
    public void Add(MeasurementBlock block, INumberReader reader, FrozenMembers frozen)
    {
        _steps.Add((block, block.Numbers().flatten().DetachFromDisposeScope()));
        if (_steps.Sum(step => (long)step.Block.Count) >= MostNumbers) ReadAll(reader, frozen);
    }

    /// <summary>Reads all of them; a member is frozen after the step in which its loss was not finite.</summary>
    public IReadOnlyList<StepResult> Read(INumberReader reader, FrozenMembers frozen)
    {
        ReadAll(reader, frozen);
        StepResult[] results = [.. _read];
        _read.Clear();
        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, Tensor numbers) in _steps) numbers.Dispose();
        _steps.Clear();
    }

    void ReadAll(INumberReader reader, FrozenMembers frozen)
    {
        if (_steps.Count == 0) return;

        using var scope = torch.NewDisposeScope();
        double[] numbers = reader.Read(torch.cat([.. _steps.Select(step => step.Numbers)]));
        int start = 0;
        foreach ((MeasurementBlock block, _) in _steps)
        {
            StepResult result = block.Result(numbers[start..(start + block.Count)]);
            frozen.AddDiverged(result.Losses);
            _read.Add(result);
            start += block.Count;
        }

        Dispose();
    }
}
