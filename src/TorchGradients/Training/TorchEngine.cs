using TorchGradients.Arithmetic;
using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Training.Losses;

namespace TorchGradients.Training;

/// <summary>Trains a network with TorchSharp's autograd. Owns the network and the optimizer's state.</summary>
public sealed class TorchEngine : IEngine
{
    const int RowsPerChunk = 1024;
    const int RowsTogether = 16;   // so that a member's slab of activations is a multiple of 64 bytes, whatever the width

    // On an accelerator: long enough for the copy to cost nothing, short enough for progress and Ctrl+C.
    const int StepsOnAccelerator = ParameterUpdate.StepsAhead;

    const string Unread = "Earlier steps are not read yet.";

    readonly Loss _loss;
    readonly ParameterUpdate _update;
    readonly FrozenMembers _frozen;
    readonly UnreadSteps _unread = new();
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
        torch.backends.cuda.matmul.allow_tf32 = false;   // so that engines and devices agree
        torch.backends.cudnn.allow_tf32 = false;
        if (network.Parameters[0].device_type == DeviceType.CPU) FreedMemory.Keep();
        Network = network;
        _loss = Losses.Losses.All.Create(members[0].Loss);
        _update = new ParameterUpdate(network, members);
        _frozen = new FrozenMembers(network.MemberCount);
    }

    /// <summary>The network that is trained.</summary>
    public Network Network { get; }

    /// <summary>
    /// The optimizer's named tensors, one set for each of the network's parameters, in their order and shape: views, in the
    /// caller's scope.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>> OptimizerState =>
        [.. Network.Parameters.Select((_, i) => _update.StateOf(i))];

    /// <summary>
    /// Sees each step's pass and the gradients of <see cref="Network.Parameters"/>, in their order, before clipping and
    /// update;
    /// all of them live in the step's scope. While it is set, z_l and φ(z_l) keep their gradients.
    /// </summary>
    public Action<NetworkTrace, IReadOnlyList<Tensor>>? Watch { get; set; }

    /// <summary>Brings the numbers of steps from the device.</summary>
    public INumberReader Reader { get; init; } = new DeviceCopy();

    /// <summary>Takes the numbers of updates to the device, those of many steps at once.</summary>
    public INumberSender Sender { get; init; } = new PinnedUpload();

    /// <summary>
    /// How many numbers of a block's steps may wait on the device: 2²⁵ unless said otherwise, 256 MiB. A step that
    /// brings so many together has them read at once, so that a block with <c>jacobian-singular-values</c>, which
    /// takes whole weights, does not fill the memory.
    /// </summary>
    public int MostUnread
    {
        get => _unread.MostNumbers;
        init => _unread.MostNumbers = value;
    }

    /// <inheritdoc/>
    public int StepsPerReading => Device.type == DeviceType.CPU ? 1 : StepsOnAccelerator;

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
        if (_unread.Any) throw new InvalidOperationException(Unread);
        if (_frozen.All) return StepResult.OfFrozen(MemberCount, LayerCount, needed);

        using var scope = torch.NewDisposeScope();
        _frozen.ReadAll();
        var measurer = new StepMeasurer(Network, needed);
        var (trace, pass, block, _) = Pass(inputs, labels, measurer);
        using var withoutGradients = torch.no_grad();
        return measurer.NeedsUpdate
            ? UpdateThenRead(step, measurer, block, trace, pass.Parameters)
            : ReadThenUpdate(step, block, pass.Parameters);
    }

    /// <inheritdoc/>
    public void Enqueue(Tensor inputs, Tensor labels, int step, IReadOnlySet<Measurement> needed)
    {
        using var scope = torch.NewDisposeScope();
        _frozen.KeepOn(Device, Sender);
        if (!_unread.Any) _update.LookAhead(step, Sender);   // none of the block's other steps sends any
        var measurer = new StepMeasurer(Network, needed);
        var (trace, pass, block, losses) = Pass(inputs, labels, measurer);
        using var withoutGradients = torch.no_grad();
        block.Settle();   // what was measured changes now
        Tensor[] before = measurer.NeedsUpdate ? Copies() : [];
        _frozen.AddDiverged(losses);
        FrozenMembers.Rows kept = _frozen.RowsOf(_update.Changed, Sender);
        _update.Apply(step, pass.Parameters, Sender);
        kept.GiveBack();
        if (measurer.NeedsUpdate) measurer.MeasureUpdate(block, WeightsBefore(trace, before));
        _unread.Add(block, Reader, _frozen);
    }

    /// <inheritdoc/>
    public IReadOnlyList<StepResult> Read() => _unread.Read(Reader, _frozen);

    /// <inheritdoc/>
    public void Freeze(int member)
    {
        if (_unread.Any) throw new InvalidOperationException(Unread);
        _frozen.Add(member);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Evaluation> Evaluate(Tensor inputs, Tensor labels)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();
        long rows = inputs.shape[0];
        long members = MemberCount;
        var sums = torch.zeros([2, members], torch.float64, Device);
        for (long start = 0; start < rows; start += RowsPerChunk)
        {
            using var chunk = torch.NewDisposeScope();
            long count = Math.Min(RowsPerChunk, rows - start);
            var targets = labels.narrow(0, start, count).to(Device).unsqueeze(0).expand(members, count);
            var batch = Filled(inputs.narrow(0, start, count).to(Device));
            batch = batch.unsqueeze(0).expand(members, batch.shape[0], batch.shape[1]);
            var output = Network.Evaluate(batch).narrow(1, 0, count);
            var hits = output.argmax(-1).eq(targets).sum(-1);
            var losses = Kept.With(count, _loss.Apply(output, targets).to(torch.float64).mul);
            sums.add_(torch.stack([losses, hits.to(torch.float64)]), Kept.One);
        }

        double[] numbers = Reader.Read(sums);
        return [.. Enumerable.Range(0, (int)members).Select(member =>
            new Evaluation(numbers[member] / rows, numbers[members + member] / rows))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<NamedArray> Weights(int member) => Network.Weights(member);

    /// <inheritdoc/>
    public IReadOnlyList<NamedArray> State(int member) => TorchState.Of(Network, _update, member);

    /// <inheritdoc/>
    public void Restore(int member, IReadOnlyList<NamedArray> state)
    {
        TorchState.Restore(Network, _update, member, state);
        _isScaled = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _unread.Dispose();
        _frozen.Dispose();
        _update.Dispose();
        Network.Dispose();
    }

    torch.Device Device => Network.Parameters[0].device;

    /// <summary>Rows with zeros below them, up to a multiple of 16: in evaluation no row looks at another.</summary>
    static Tensor Filled(Tensor rows)
    {
        long missing = (RowsTogether - rows.shape[0] % RowsTogether) % RowsTogether;
        return missing == 0 ? rows : torch.cat([rows, torch.zeros([missing, rows.shape[1]], rows.dtype, rows.device)]);
    }

    /// <summary>Forward, loss, backward, and what is measured of them.</summary>
    (NetworkTrace Trace, BackwardPass Pass, MeasurementBlock Block, Tensor Losses) Pass(
        Tensor inputs, Tensor labels, StepMeasurer measurer)
    {
        Prepare(inputs);
        FrozenMembers.Rows statistics = _frozen.RowsOf(RunningStatistics, Sender);
        var trace = Network.Trace(inputs, training: true, retainGradients: Watch is not null);
        var losses = _loss.Apply(trace.Output, labels);   // [member]
        var pass = BackwardPass.From(losses, Network, measurer.OnTheWay(trace));

        using var withoutGradients = torch.no_grad();
        statistics.GiveBack();
        Watch?.Invoke(trace, pass.Parameters);
        var block = new MeasurementBlock(losses, LayerCount, _frozen);
        measurer.MeasureGradients(block, trace, pass);
        return (trace, pass, block, losses);
    }

    StepResult ReadThenUpdate(int step, MeasurementBlock block, IReadOnlyList<Tensor> gradients)
    {
        StepResult result = block.Result(Reader.Read(block.Numbers()));
        _frozen.AddDiverged(result.Losses);
        if (_frozen.All) return result;

        FrozenMembers.Rows kept = _frozen.RowsOf(_update.Changed, Sender);
        _update.Apply(step, gradients, Sender);
        kept.GiveBack();
        return result;
    }

    StepResult UpdateThenRead(
        int step, StepMeasurer measurer, MeasurementBlock block, NetworkTrace trace, IReadOnlyList<Tensor> gradients)
    {
        block.Settle();   // what was measured changes now
        // Kept so that losses and update leave the device in the same copy.
        Tensor[] before = Copies();
        FrozenMembers.Rows kept = _frozen.RowsOf(_update.Changed, Sender);
        _update.Apply(step, gradients, Sender);
        kept.GiveBack();
        measurer.MeasureUpdate(block, WeightsBefore(trace, before));
        StepResult result = block.Result(Reader.Read(block.Numbers()));
        foreach (int member in _frozen.AddDiverged(result.Losses)) GiveBack(before, member);
        return result;
    }

    Tensor[] Copies() => [.. Network.Store.Segments.Select(segment => segment.Values.clone())];

    /// <summary>The effective weights of each layer, among copies of the parameters.</summary>
    IReadOnlyList<Tensor> WeightsBefore(NetworkTrace trace, Tensor[] copies) => [.. Network.Layers.Select((layer, i) =>
        layer.WeightScale is null ? Before(copies, layer.Weight) : trace.Layers[i].Weight)];

    Tensor Before(Tensor[] segments, Tensor parameter)
    {
        int i = Network.PositionOf(parameter);
        int segment = Network.Store.SegmentOf(i);
        return Network.Store.Segments[segment].View(segments[segment], i);
    }

    IEnumerable<Tensor> RunningStatistics => Network.Layers
        .SelectMany(layer => new[] { layer.Normalization?.RunningMean, layer.Normalization?.RunningVariance }).OfType<Tensor>();

    /// <summary>A member that turned out to have diverged gets its parameters back; its optimizer's state is of no more use.</summary>
    void GiveBack(Tensor[] before, int member)
    {
        foreach ((ParameterSegment segment, Tensor values) in Network.Store.Segments.Zip(before))
        {
            segment.Values.select(0, member).copy_(values.select(0, member));
        }
    }
}
