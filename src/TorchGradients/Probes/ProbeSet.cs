using System.Collections.Frozen;
using TorchGradients.Configuration;

namespace TorchGradients.Probes;

/// <summary>A run's probes: which quantities are due at a step, what they need, and what they come to.</summary>
public sealed class ProbeSet
{
    readonly ProbeConfig[] _probes;
    readonly Quantity[] _quantities;
    readonly int[] _needs;   // a bit per measurement
    readonly Dictionary<int, IReadOnlySet<Measurement>> _sets = new() { [0] = FrozenSet<Measurement>.Empty };

    /// <summary>The probes that a config lists.</summary>
    /// <exception cref="ArgumentException">A quantity is not known; a config is checked before.</exception>
    public ProbeSet(IReadOnlyList<ProbeConfig> probes)
    {
        _probes = [.. probes];
        _quantities = [.. probes.Select(probe => Quantities.All.Create(probe.Name))];
        _needs = [.. _quantities.Select(quantity =>
            quantity.Needs.Aggregate(0, (bits, need) => bits | 1 << (int)need))];
    }

    /// <summary>What an engine measures at that step; the same empty set whenever nothing is due.</summary>
    public IReadOnlySet<Measurement> NeededAt(int step)
    {
        int bits = 0;
        for (int i = 0; i < _probes.Length; i++)
        {
            bits |= _needs[i] != 0 && _probes[i].IsDueAt(step) ? _needs[i] : 0;
        }

        if (!_sets.TryGetValue(bits, out var set))
        {
            set = Enum.GetValues<Measurement>().Where(need => (bits & 1 << (int)need) != 0).ToFrozenSet();
            _sets[bits] = set;
        }

        return set;
    }

    /// <summary>The quantities that are recorded at that step, each once, in the order of the config.</summary>
    public IReadOnlyList<Quantity> DueAt(int step)
    {
        var due = new List<Quantity>();
        for (int i = 0; i < _probes.Length; i++)
        {
            if (_probes[i].IsDueAt(step) && !due.Contains(_quantities[i])) due.Add(_quantities[i]);
        }

        return due;
    }

    /// <summary>What is recorded of a step: the value of every quantity that is due.</summary>
    /// <param name="step">The step.</param>
    /// <param name="loss">𝓛 of the step's batch.</param>
    /// <param name="measured">What <see cref="NeededAt"/> asked for.</param>
    public IReadOnlyList<Reading> Combine(int step, double loss, Measurements measured) =>
        [.. DueAt(step).Select(quantity =>
            new Reading(quantity, quantity.IsScalar ? [loss] : quantity.Combine(measured)))];
}
