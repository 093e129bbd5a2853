using TorchGradients.Records;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>
/// The decay factor along training, in bounded space: of every recorded step, or every second, every fourth … of them.
/// </summary>
sealed class DecaySeries
{
    const int MostPoints = 60;

    List<(int Step, double?[] Norms)> _kept = [];
    (int Step, double?[] Norms)? _last;
    int _stride = 1;
    int _seen;

    /// <summary>The norms that were kept, the last recorded step always among them.</summary>
    public IReadOnlyList<RecordedStep> Norms
    {
        get
        {
            IEnumerable<(int Step, double?[] Norms)> all = _last is { } last && last.Step != _kept[^1].Step ? [.. _kept, last] : _kept;
            return [.. all.Select(kept => new RecordedStep(kept.Step, kept.Norms))];
        }
    }

    /// <summary>
    /// The points, the last recorded step always among them; steps without every layer's norm are left out.
    /// </summary>
    public IReadOnlyList<DecayPoint> Points =>
    [
        .. from kept in Norms
           let decay = DecayFactor.From(kept.Values)
           where decay is not null
           select new DecayPoint(kept.Step, decay),
    ];

    public void Add(int step, ReadOnlySpan<double?> norms)
    {
        (int, double?[]) recorded = (step, norms.ToArray());
        _last = recorded;
        bool isKept = _seen++ % _stride == 0;
        if (isKept && _kept.Count == MostPoints)
        {
            _kept = [.. _kept.Where((_, place) => place % 2 == 0)];
            _stride *= 2;
            isKept = (_seen - 1) % _stride == 0;
        }

        if (isKept) _kept.Add(recorded);
    }
}
