using TorchGradients.Records;

namespace TorchGradients.Execution;

/// <summary>The mean of the last ten losses.</summary>
public sealed class LossWindow
{
    const int Length = Outcome.TrainLossBatches;

    readonly Queue<double> _losses = new(Length);

    /// <summary>Adds a step's loss and forgets the one of ten steps before.</summary>
    public void Add(double loss)
    {
        if (_losses.Count == Length) _losses.Dequeue();
        _losses.Enqueue(loss);
    }

    /// <summary>The losses, the oldest first.</summary>
    public IReadOnlyList<double> Losses => [.. _losses];

    /// <summary>The mean; null before the first step.</summary>
    public double? Mean => _losses.Count == 0 ? null : _losses.Average();
}
