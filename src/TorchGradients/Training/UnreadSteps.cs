namespace TorchGradients.Training;

/// <summary>Steps whose numbers are still on the device; owns them. They leave it together, in one copy.</summary>
sealed class UnreadSteps : IDisposable
{
    readonly List<(MeasurementBlock Block, Tensor Numbers)> _steps = [];

    /// <summary>Whether there is one.</summary>
    public bool Any => _steps.Count > 0;

    /// <summary>Keeps a step's numbers.</summary>
    public void Add(MeasurementBlock block) => _steps.Add((block, block.Numbers().flatten().DetachFromDisposeScope()));

    /// <summary>Reads all of them; a member is frozen after the step in which its loss was not finite.</summary>
    public IReadOnlyList<StepResult> Read(INumberReader reader, FrozenMembers frozen)
    {
        if (!Any) return [];

        using var scope = torch.NewDisposeScope();
        double[] numbers = reader.Read(torch.cat([.. _steps.Select(step => step.Numbers)]));
        var results = new List<StepResult>(_steps.Count);
        int start = 0;
        foreach ((MeasurementBlock block, _) in _steps)
        {
            StepResult result = block.Result(numbers[start..(start + block.Count)]);
            frozen.AddDiverged(result.Losses);
            results.Add(result);
            start += block.Count;
        }

        Dispose();
        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, Tensor numbers) in _steps) numbers.Dispose();
        _steps.Clear();
    }
}
