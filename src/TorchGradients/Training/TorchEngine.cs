using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Training.Clipping;
using TorchGradients.Training.Losses;
using TorchGradients.Training.Optimizers;
using TorchGradients.Training.Schedules;

namespace TorchGradients.Training;

/// <summary>Trains a network with TorchSharp's autograd. Owns the network and the optimizer's state.</summary>
public sealed class TorchEngine : IEngine
{
    const int RowsPerChunk = 8192;

    readonly Loss _loss;
    readonly Optimizer _optimizer;
    readonly Schedule _schedule;
    readonly GradientClipping _clipping;
    readonly int _steps;
    readonly Dictionary<string, Tensor>[] _state;
    readonly FrozenMembers _frozen;
    bool _isScaled;

    /// <summary>An engine around a network that it takes over, its members trained alike.</summary>
    public TorchEngine(Network network, TrainingConfig training)
        : this(network, [.. Enumerable.Repeat(training, network.MemberCount)])
    {
    }

    /// <summary>An engine around a network that it takes over.</summary>
    /// <param name="network">The network.</param>
    /// <param name="members">How each member is trained: loss and steps as the first one has them.</param>
    public TorchEngine(Network network, IReadOnlyList<TrainingConfig> members)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(members.Count, network.MemberCount);
        TrainingConfig training = members[0];
        torch.backends.cuda.matmul.allow_tf32 = false;   // so that engines and devices agree
        torch.backends.cudnn.allow_tf32 = false;
        Network = network;
        _loss = Losses.Losses.All.Create(training.Loss);
        _optimizer = Optimizers.Optimizers.All.Create(training.Optimizer);
        _schedule = Schedules.Schedules.All.Create(training.Schedule);
        _clipping = Clippings.All.Create(training.Clipping);
        _steps = training.Steps;
        _frozen = new FrozenMembers(network.MemberCount);
        _state = [.. network.Parameters.Select(_ => new Dictionary<string, Tensor>())];
    }

    /// <summary>The network that is trained.</summary>
    public Network Network { get; }

    /// <summary>The optimizer's named tensors, one set for each of the network's parameters, in their order.</summary>
    public IReadOnlyList<IDictionary<string, Tensor>> OptimizerState => _state;

    /// <summary>
    /// Sees each step's pass and the gradients of <see cref="Network.Parameters"/>, in their order, before clipping and
    /// update;
    /// all of them live in the step's scope. While it is set, z_l and φ(z_l) keep their gradients.
    /// </summary>
    public Action<NetworkTrace, IReadOnlyList<Tensor>>? Watch { get; set; }

    /// <inheritdoc/>
    public int LayerCount => Network.Layers.Count;

    /// <inheritdoc/>
    public int MemberCount => Network.MemberCount;

    /// <summary>
    /// What <c>lsuv</c> does with the first batch, once. The first step does it where nobody did before; a caller that
    /// keeps the initial weights calls it first.
    /// </summary>
    /// <param name="inputs">The first batch: [member, batch, features].</param>
    public void Prepare(Tensor inputs)
    {
        if (_isScaled) return;
        Network.ScaleToUnitVariance(inputs);
        _isScaled = true;
    }

    /// <inheritdoc/>
    public StepResult Step(Tensor inputs, Tensor labels, int step, IReadOnlySet<Measurement> needed)
    {
        if (_frozen.All) return StepResult.OfFrozen(MemberCount, LayerCount, needed);

        using var scope = torch.NewDisposeScope();
        Prepare(inputs);

        FrozenMembers.Rows statistics = _frozen.RowsOf(RunningStatistics);
        var measurer = new StepMeasurer(Network, needed);
        var trace = Network.Trace(inputs, training: true, measurer.NeedsRetainedGradients || Watch is not null);
        statistics.GiveBack();
        var losses = _loss.Apply(trace.Output, labels);   // [member]
        Tensor[] gradients =   // members do not touch each other
            [.. torch.autograd.grad([losses.sum()], [.. Network.Parameters])];

        using var withoutGradients = torch.no_grad();
        Watch?.Invoke(trace, gradients);
        var block = new MeasurementBlock(losses, LayerCount, _frozen);
        measurer.MeasureGradients(block, trace, gradients);
        return measurer.NeedsUpdate
            ? UpdateThenRead(step, measurer, block, trace, gradients)
            : ReadThenUpdate(step, block, gradients);
    }

    /// <inheritdoc/>
    public void Freeze(int member) => _frozen.Add(member);

    /// <inheritdoc/>
    public IReadOnlyList<Evaluation> Evaluate(Tensor inputs, Tensor labels)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();
        long rows = inputs.shape[0];
        long members = MemberCount;
        var sums = torch.zeros([2, members], torch.float64, inputs.device);
        for (long start = 0; start < rows; start += RowsPerChunk)
        {
            using var chunk = torch.NewDisposeScope();
            long count = Math.Min(RowsPerChunk, rows - start);
            var targets = labels.narrow(0, start, count).unsqueeze(0).expand(members, count);
            var batch = inputs.narrow(0, start, count).unsqueeze(0).expand(members, count, inputs.shape[1]);
            var output = Network.Trace(batch, training: false, retainGradients: false).Output;
            var hits = output.argmax(-1).eq(targets).sum(-1);
            sums.add_(torch.stack([_loss.Apply(output, targets).to(torch.float64) * count, hits.to(torch.float64)]));
        }

        double[] numbers = sums.cpu().data<double>().ToArray();
        return [.. Enumerable.Range(0, (int)members).Select(member =>
            new Evaluation(numbers[member] / rows, numbers[members + member] / rows))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<NamedArray> Weights(int member) => Network.Weights(member);

    /// <inheritdoc/>
    public IReadOnlyList<NamedArray> State(int member) => TorchState.Of(Network, _state, member);

    /// <inheritdoc/>
    public void Restore(int member, IReadOnlyList<NamedArray> state)
    {
        TorchState.Restore(Network, _state, member, state);
        _isScaled = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _state.SelectMany(state => state.Values))
        {
            tensor.Dispose();
        }

        Network.Dispose();
    }

    StepResult ReadThenUpdate(int step, MeasurementBlock block, IReadOnlyList<Tensor> gradients)
    {
        var result = block.Read();
        FreezeDiverged(result.Losses);
        if (_frozen.All) return result;

        FrozenMembers.Rows kept = _frozen.RowsOf(Trained);
        Update(step, gradients);
        kept.GiveBack();
        return result;
    }

    StepResult UpdateThenRead(
        int step, StepMeasurer measurer, MeasurementBlock block, NetworkTrace trace, IReadOnlyList<Tensor> gradients)
    {
        // Kept so that losses and update leave the device in the same copy.
        Tensor[] before = [.. Network.Parameters.Select(parameter => parameter.clone())];
        FrozenMembers.Rows kept = _frozen.RowsOf(Trained);
        Tensor[] weights = [.. Network.Layers.Select((layer, i) =>
            layer.WeightScale is null ? before[IndexOf(layer.Weight)] : trace.Layers[i].Weight)];
        Update(step, gradients);
        kept.GiveBack();
        measurer.MeasureUpdate(block, weights);
        var result = block.Read();
        foreach (int member in FreezeDiverged(result.Losses)) GiveBack(before, member);
        return result;
    }

    void Update(int step, IReadOnlyList<Tensor> gradients)
    {
        _clipping.Apply(gradients);
        double learningRate = _optimizer.LearningRate * _schedule.Factor(step, _steps);
        for (int i = 0; i < gradients.Count; i++)
        {
            _optimizer.Update(Network.Parameters[i], gradients[i], _state[i], learningRate, step + 1);
        }
    }

    int IndexOf(Tensor parameter) =>
        Network.Parameters.Index().First(entry => ReferenceEquals(entry.Item, parameter)).Index;

    IEnumerable<Tensor> Trained => [.. Network.Parameters, .. _state.SelectMany(state => state.Values)];

    IEnumerable<Tensor> RunningStatistics => Network.Layers
        .SelectMany(layer => new[] { layer.Normalization?.RunningMean, layer.Normalization?.RunningVariance }).OfType<Tensor>();

    int[] FreezeDiverged(IReadOnlyList<double> losses)
    {
        int[] diverged = [.. Enumerable.Range(0, losses.Count).Where(i => !double.IsFinite(losses[i]) && !_frozen.Contains(i))];
        foreach (int member in diverged) _frozen.Add(member);
        return diverged;
    }

    /// <summary>A member that turned out to have diverged gets its parameters back; its optimizer's state is of no more use.</summary>
    void GiveBack(IReadOnlyList<Tensor> before, int member)
    {
        foreach ((Tensor parameter, Tensor values) in Network.Parameters.Zip(before))
        {
            parameter.select(0, member).copy_(values.select(0, member));
        }
    }
}
