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
    /// <summary>For how many steps numbers are sent over at once.</summary>
    public const int StepsAhead = 32;

    readonly Optimizer _optimizer = Optimizers.Optimizers.All.Create(members[0].Optimizer)
        .Stack([.. members.Select(member => Optimizers.Optimizers.All.Create(member.Optimizer))]);
    readonly GradientClipping _clipping = Clippings.All.Create(members[0].Clipping)
        .Stack([.. members.Select(member => Clippings.All.Create(member.Clipping))]);
    readonly Schedule[] _schedules = [.. members.Select(member => Schedules.Schedules.All.Create(member.Schedule))];
    readonly int _steps = members[0].Steps;
    readonly Dictionary<string, Tensor>[] _state = [.. network.Store.Segments.Select(_ => new Dictionary<string, Tensor>())];

    PreparedUpdate[] _ahead = [];   // of the steps from _from on, whose numbers _table holds
    int _from;
    MemberTable? _table;

    /// <summary>All that an update changes: each [member, …].</summary>
    public IEnumerable<Tensor> Changed =>
        [.. network.Store.Segments.Select(segment => segment.Values), .. _state.SelectMany(state => state.Values)];

    /// <summary>Sends over what the next steps take, in one copy, so that they send nothing.</summary>
    /// <param name="step">The first of <see cref="StepsAhead"/>, or of fewer where training ends before.</param>
    /// <param name="sender">Takes the numbers to the device.</param>
    public void LookAhead(int step, INumberSender sender)
    {
        int end = Math.Max(step + 1, Math.Min(step + StepsAhead, _steps));
        if (step >= _from && end <= _from + _ahead.Length) return;

        _table?.Dispose();
        (_table, _from) = (null, step);
        _ahead = [.. Enumerable.Range(step, end - step).Select(Prepare)];
        torch.Device device = network.Store.Segments[0].Values.device;
        _table = new MemberTable([.. _clipping.Numbers, .. _ahead.SelectMany(update => update.Numbers)], device, sender);
    }

    /// <summary>The step's clipping and update.</summary>
    /// <param name="step">0 … steps − 1.</param>
    /// <param name="gradients">Of the network's parameters, in their order; clipping may change them.</param>
    /// <param name="sender">Asked where <see cref="LookAhead"/> did not see this step.</param>
    public void Apply(int step, IReadOnlyList<Tensor> gradients, INumberSender sender)
    {
        if (step < _from || step >= _from + _ahead.Length) LookAhead(step, sender);
        IReadOnlyList<ParameterSegment> segments = network.Store.Segments;
        Tensor[] gathered = [.. segments.Select(segment => segment.Gather(gradients))];
        _clipping.Apply(gradients, gathered);
        for (int i = 0; i < gathered.Length; i++)
        {
            Optimizer.Update(segments[i].Values, gathered[i], _state[i], _ahead[step - _from]);
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
        _table?.Dispose();
        foreach (Tensor tensor in _state.SelectMany(state => state.Values)) tensor.Dispose();
    }

    PreparedUpdate Prepare(int step) => _optimizer.Prepare(
        _optimizer.LearningRate.Zip(
            MemberNumbers.Of(_schedules, schedule => schedule.Factor(step, _steps)), (rate, factor) => rate * factor),
        step + 1);
}
