namespace TorchGradients.Hooks;

/// <summary>The calls of watched modules up to a backward pass.</summary>
sealed class WatchedRound : IDisposable
{
    readonly List<WatchedCall> _calls = [];

    /// <summary>The calls that a backward pass has reached, in the order of the calls.</summary>
    public IReadOnlyList<WatchedCall> Measured => [.. _calls.Where(call => call.DeltaNorm is not null)];

    /// <summary>A call begins.</summary>
    public WatchedCall Add(WatchedModule module)
    {
        var call = new WatchedCall(module);
        _calls.Add(call);
        return call;
    }

    /// <summary>Forgets the norms.</summary>
    public void Dispose()
    {
        foreach (var call in _calls)
        {
            call.DeltaNorm?.Dispose();
            call.DeltaNorm = null;
        }
    }
}

/// <summary>One call of a watched module.</summary>
sealed class WatchedCall(WatchedModule module)
{
    /// <summary>The module.</summary>
    public WatchedModule Module { get; } = module;

    /// <summary>Norm of the output's gradient, [1] of float64 on its device; null until a backward pass came
    /// by.</summary>
    public Tensor? DeltaNorm { get; set; }
}
