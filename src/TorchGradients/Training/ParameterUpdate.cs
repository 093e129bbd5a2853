using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Training.Clipping;
using TorchGradients.Training.Optimizers;
using TorchGradients.Training.Schedules;

namespace TorchGradients.Training;

/// <summary>Clips and updates all parameters of a network, each member by its own numbers. Owns the optimizer's state.</summary>
/// <param name="network">The network.</param>
/// <param name="members">How each member is trained: the number of steps is the first one's.</param>
sealed class ParameterUpdate(Network network, IReadOnlyList<TrainingConfig> members) : IDisposable
{
    readonly Optimizer _optimizer = Optimizers.Optimizers.All.Create(members[0].Optimizer)
        .Stack([.. members.Select(member => Optimizers.Optimizers.All.Create(member.Optimizer))]);
    readonly GradientClipping _clipping = Clippings.All.Create(members[0].Clipping)
        .Stack([.. members.Select(member => Clippings.All.Create(member.Clipping))]);
    readonly Schedule[] _schedules = [.. members.Select(member => Schedules.Schedules.All.Create(member.Schedule))];
    readonly int _steps = members[0].Steps;
    readonly Dictionary<string, Tensor>[] _state = [.. network.Store.Segments.Select(_ => new Dictionary<string, Tensor>())];

    /// <summary>All that an update changes: each [member, …].</summary>
    public IEnumerable<Tensor> Changed =>
        [.. network.Store.Segments.Select(segment => segment.Values), .. _state.SelectMany(state => state.Values)];

    /// <summary>The step's clipping and update.</summary>
    /// <param name="step">0 … steps − 1.</param>
    /// <param name="gradients">Of the network's parameters, in their order; clipping may change them.</param>
    public void Apply(int step, IReadOnlyList<Tensor> gradients)
    {
        IReadOnlyList<ParameterSegment> segments = network.Store.Segments;
        Tensor[] gathered = [.. segments.Select(segment => segment.Gather(gradients))];
        _clipping.Apply(gradients, gathered);
        MemberNumbers learningRate = _optimizer.LearningRate.Zip(
            MemberNumbers.Of(_schedules, schedule => schedule.Factor(step, _steps)), (rate, factor) => rate * factor);
        for (int i = 0; i < gathered.Length; i++)
        {
            _optimizer.Update(segments[i].Values, gathered[i], _state[i], learningRate, step + 1);
        }
    }

    /// <summary>A parameter's named tensors, in its shape: views, in the caller's scope.</summary>
    /// <param name="parameter">Its position among the network's.</param>
    public IReadOnlyDictionary<string, Tensor> StateOf(int parameter)
    {
        int segment = network.Store.SegmentOf(parameter);
        return _state[segment].ToDictionary(
            state => state.Key, state => network.Store.Segments[segment].View(state.Value, parameter));
    }

    /// <summary>A parameter's tensor of that name, in its shape, zeros where it is new: a view, in the caller's scope.</summary>
    public Tensor StateOf(int parameter, string name)
    {
        int segment = network.Store.SegmentOf(parameter);
        ParameterSegment place = network.Store.Segments[segment];
        return place.View(_state[segment].ZerosOf(name, place.Values), parameter);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _state.SelectMany(state => state.Values)) tensor.Dispose();
    }
}
