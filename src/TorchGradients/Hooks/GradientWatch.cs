using TorchGradients.Training;

namespace TorchGradients.Hooks;

/// <summary>Watches a model of plain TorchSharp modules: how large the gradient is at each layer.</summary>
/// <remarks>
/// <code>
/// using var watch = GradientWatch.Attach(model);
/// …                                    // forward pass with call, loss.backward()
/// Console.WriteLine(watch.Report());
/// </code>
/// Norms stay on the model's device until <see cref="Report"/>, which fetches them in one copy. Watching changes no
/// number of the model; disposing takes the hooks away.
/// </remarks>
public sealed class GradientWatch : IDisposable
{
    readonly IReadOnlyList<WatchedModule> _modules;
    readonly IReadOnlyList<string> _notWatched;
    readonly IReadOnlyList<BackwardHookHandle> _handles;
    readonly Lock _lock = new();
    WatchedRound _begun = new();    // takes calls
    WatchedRound _latest = new();   // was reached by the latest backward pass
    bool _isDisposed;

    GradientWatch(IReadOnlyList<WatchedModule> modules, IReadOnlyList<string> notWatched)
    {
        _modules = modules;
        _notWatched = notWatched;
        _handles = [.. modules.Select(module => ModuleHooks.Of(module.Layer).Add(module.Layer, () => Begin(module)))];
    }

    /// <summary>Begins to watch a model; disposing the result ends it.</summary>
    /// <param name="model">Any module.</param>
    /// <param name="chooses">
    /// By name (as <c>named_modules</c> gives it, empty for the model itself) and module, what to watch; by default all
    /// modules without children. Only modules with one tensor in and one out can be watched.
    /// </param>
    /// <exception cref="ArgumentException">There is no such module, or one was chosen that cannot be
    /// watched.</exception>
    public static GradientWatch Attach(torch.nn.Module model, Func<string, torch.nn.Module, bool>? chooses = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var chosen = model.named_modules()
            .Prepend((name: "", module: model))
            .Where(named => chooses?.Invoke(named.name, named.module) ?? !named.module.named_children().Any())
            .DistinctBy(named => named.module)
            .Select(named => (name: named.name.Length == 0 ? "(model)" : named.name, named.module))
            .ToList();
        var others = chosen.Where(named => named.module is not Layer).Select(named => named.name).ToList();
        if (chooses is not null && others.Count > 0)
        {
            throw new ArgumentException(
                $"Only modules with one tensor in and one out can be watched, not {string.Join(", ", others)}.",
                nameof(chooses));
        }

        if (chosen.Count == others.Count)
        {
            throw new ArgumentException("The model has no module with one tensor in and one out to watch.", nameof(model));
        }

        return new GradientWatch(
            [
                .. chosen.Where(named => named.module is Layer)
                    .Select(named => new WatchedModule(named.name, (Layer)named.module)),
            ],
            others);
    }

    /// <summary>
    /// The gradients of the latest backward pass, a row for each call of a watched module, in the order of the calls.
    /// Weight
    /// gradients are those in <c>grad</c> now: report before they are set to zero.
    /// </summary>
    public WatchReport Report()
    {
        foreach (var handle in _handles) handle.ThrowIfFailed();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            using var scope = torch.NewDisposeScope();
            using var withoutGradients = torch.no_grad();
            var calls = _latest.Measured;
            double?[] numbers = Read(
            [
                .. calls.Select(call => call.DeltaNorm),
                .. calls.Select(call => LayerMeasures.Norm(call.Module.WeightGradient())),
            ]);
            return WatchReport.Of(
                [.. calls.Select(call => call.Module)],
                numbers[..calls.Count],
                numbers[calls.Count..],
                [.. _modules.Except(calls.Select(call => call.Module)).Select(module => module.Name)],
                _notWatched);
        }
    }

    /// <summary>Takes the hooks away.</summary>
    public void Dispose()
    {
        foreach (var handle in _handles) handle.Dispose();
        lock (_lock)
        {
            _isDisposed = true;
            _begun.Dispose();
            _latest.Dispose();
        }
    }

    /// <summary>A call begins: its hook. After a backward pass it begins another round.</summary>
    BackwardHook Begin(WatchedModule module)
    {
        lock (_lock)
        {
            if (_begun.Measured.Count > 0) _begun = new WatchedRound();
            var round = _begun;
            var call = round.Add(module);
            return (_, _, outputGradient) =>
            {
                Measure(round, call, outputGradient);
                return null;
            };
        }
    }

    void Measure(WatchedRound round, WatchedCall call, Tensor outputGradient)
    {
        lock (_lock)
        {
            if (_isDisposed) return;

            using var withoutGradients = torch.no_grad();
            using var whole = outputGradient.unsqueeze(0);   // one member
            call.DeltaNorm?.Dispose();
            call.DeltaNorm = LayerMeasures.Norm(whole)!.DetachFromDisposeScope();
            if (_latest != round) _latest.Dispose();
            _latest = round;
        }
    }

    /// <summary>One copy for all numbers.</summary>
    static double?[] Read(IReadOnlyList<Tensor?> norms)
    {
        Tensor[] present = [.. norms.OfType<Tensor>()];
        if (present.Length == 0) return new double?[norms.Count];

        var numbers = new Queue<double>(
            torch.cat([.. present.Select(norm => norm.to(present[0].device))]).cpu().data<double>().ToArray());
        return [.. norms.Select(norm => norm is null ? null : (double?)numbers.Dequeue())];
    }
}
