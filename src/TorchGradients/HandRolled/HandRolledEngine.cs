using TorchGradients.Configuration;
using TorchGradients.Models;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Training;
using TorchGradients.Training.Clipping;
using TorchGradients.Training.Losses;
using TorchGradients.Training.Schedules;

namespace TorchGradients.HandRolled;

/// <summary>
/// Trains with backpropagation spelled out: one member, double precision, on the processor. Tensors end here: batches
/// become
/// arrays, and the first weights those that the torch engine draws for the same seed.
/// </summary>
public sealed class HandRolledEngine : IEngine
{
    readonly TrainingConfig _training;
    readonly HandRolledNetwork _network;
    readonly HandRolledOptimizer _optimizer;
    readonly Schedule _schedule;
    readonly GradientClipping _clipping;
    readonly UnitVarianceScaling? _scaling;
    readonly Dictionary<double[], Dictionary<string, double[]>> _states = [];
    bool _isScaled;
    readonly List<StepResult> _unread = [];
    bool _isFrozen;

    /// <summary>An engine with freshly drawn weights.</summary>
    public HandRolledEngine(RunConfig config, int features, int classes)
    {
        _training = config.Training;
        using Models.Network drawn = Models.Network.Build(config.Model, features, classes, [config.Seed], torch.float64, torch.CPU);
        Normalization normalization = Normalizations.All.Create(config.Model.Normalization);
        _network = new HandRolledNetwork(
            [.. drawn.Layers.Select(layer => Layer(layer, normalization))], Losses.All.Create(config.Training.Loss));
        _optimizer = HandRolledOptimizers.All.Create(config.Training.Optimizer);
        _schedule = Schedules.All.Create(config.Training.Schedule);
        _clipping = Clippings.All.Create(config.Training.Clipping);
        _scaling = Initializers.All.Create(config.Model.Initialization).Scaling;
    }

    /// <inheritdoc/>
    public int LayerCount => _network.Layers.Count;

    /// <inheritdoc/>
    public int MemberCount => 1;

    /// <summary>The network that is trained.</summary>
    public HandRolledNetwork Network => _network;

    /// <summary>The optimizer's state of each trained array.</summary>
    public IDictionary<string, double[]> StateOf(double[] trained) =>
        _states.TryGetValue(trained, out var state) ? state : _states[trained] = [];

    /// <summary>
    /// What <c>lsuv</c> does with the first batch, once; the first step does it where nobody did before.
    /// </summary>
    /// <param name="inputs">The first batch: [1, batch, features].</param>
    public void Prepare(Tensor inputs)
    {
        using var scope = torch.NewDisposeScope();
        Prepare(MatrixOf(inputs[0]));
    }

    void Prepare(Matrix inputs)
    {
        if (!_isScaled && _scaling is not null) UnitVariance.Scale(_network, inputs, _scaling);
        _isScaled = true;
    }

    /// <inheritdoc/>
    public StepResult Step(Tensor inputs, Tensor labels, int step, IReadOnlySet<Measurement> needed)
    {
        if (_isFrozen) return StepResult.OfFrozen(1, LayerCount, needed);

        using var scope = torch.NewDisposeScope();
        int[] classes = Labels(labels[0]);
        Matrix batch = MatrixOf(inputs[0]);
        Prepare(batch);
        Matrix output = _network.Forward(batch, training: true);
        double loss = _network.Loss(output, classes);
        _network.Backward(output, classes);

        Dictionary<Measurement, double?[]> measured = needed
            .Where(measurement => measurement is not (Measurement.UpdateNorm or Measurement.JacobianSingularValues))
            .ToDictionary(measurement => measurement, measurement => LayerValues(layer => Measures.Of(measurement, layer)));
        if (needed.Contains(Measurement.JacobianSingularValues))
        {
            measured[Measurement.JacobianSingularValues] = HandRolledJacobian.Of(_network);
        }

        double[][] before = needed.Contains(Measurement.UpdateNorm)
            ? [.. _network.Layers.Select(layer => (double[])layer.Weight.Entries.Clone())]
            : [];
        if (double.IsFinite(loss)) Update(step);
        else Freeze(0);

        if (needed.Contains(Measurement.UpdateNorm))
        {
            int index = 0;
            measured[Measurement.UpdateNorm] = LayerValues(layer => UpdateNorm(layer, before[index++], loss));
        }

        return new StepResult([loss], [new Measurements(measured)]);
    }

    /// <inheritdoc/>
    public int StepsPerReading => 1;

    /// <inheritdoc/>
    public void Enqueue(Tensor inputs, Tensor labels, int step, IReadOnlySet<Measurement> needed) =>
        _unread.Add(Step(inputs, labels, step, needed));

    /// <inheritdoc/>
    public IReadOnlyList<StepResult> Read()
    {
        StepResult[] results = [.. _unread];
        _unread.Clear();
        return results;
    }

    /// <inheritdoc/>
    public void Freeze(int member) => _isFrozen = true;

    /// <inheritdoc/>
    public IReadOnlyList<Evaluation> Evaluate(Tensor inputs, Tensor labels)
    {
        int[] classes = Labels(labels);
        Matrix output = _network.Forward(MatrixOf(inputs), training: false);
        int right = Enumerable.Range(0, output.Rows).Count(sample => IndexOfLargest(output.Row(sample)) == classes[sample]);
        return [new Evaluation(_network.Loss(output, classes), (double)right / output.Rows)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<NamedArray> Weights(int member) => [.. HandRolledState.Weights(_network)];

    /// <inheritdoc/>
    public IReadOnlyList<NamedArray> State(int member) => HandRolledState.Of(_network, StateOf);

    /// <inheritdoc/>
    public void Restore(int member, IReadOnlyList<NamedArray> state)
    {
        HandRolledState.Restore(_network, StateOf, state);
        _isScaled = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds no tensors.
    }

    void Update(int step)
    {
        // Clipping is in place, and the layers' gradients stay what backpropagation gave.
        (double[] Values, double[] Gradient)[] trained = [.. _network.Layers.SelectMany(layer => layer.Trained())
            .Select(pair => (pair.Values, (double[])pair.Gradient.Clone()))];
        _clipping.Apply([.. trained.Select(pair => pair.Gradient)]);
        double learningRate = _optimizer.LearningRate * _schedule.Factor(step, _training.Steps);
        foreach ((double[] values, double[] gradient) in trained)
        {
            _optimizer.Update(values, gradient, StateOf(values), learningRate, step + 1);
        }
    }

    double?[] LayerValues(Func<HandRolledLayer, double?> value) => [.. _network.Layers.Select(value)];

    static double? UpdateNorm(HandRolledLayer layer, double[] before, double loss) => double.IsFinite(loss)
        ? Measures.Norm([.. layer.Weight.Entries.Zip(before, (after, weight) => after - weight)])
        : null;

    static HandRolledLayer Layer(NetworkLayer drawn, Normalization normalization) => new(
        new Matrix((int)drawn.Weight.shape[1], (int)drawn.Weight.shape[2], drawn.Weight.ToDoubles()),
        drawn.Bias is null ? null : drawn.Bias.ToDoubles(), drawn.Activation)
    {
        Normalization = drawn.Normalization is not null && normalization is BatchNorm batchNorm
            ? new BatchNormalization((int)drawn.Weight.shape[2], batchNorm.Epsilon, batchNorm.Momentum)
            : null,
        NormalizesAfterActivation = normalization.AfterActivation,
    };

    static Matrix MatrixOf(Tensor tensor) => new((int)tensor.shape[0], (int)tensor.shape[1], tensor.ToDoubles());

    static int[] Labels(Tensor labels)
    {
        using Tensor local = labels.cpu();
        return [.. local.data<long>().Select(label => (int)label)];
    }

    static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best]) best = i;
        }

        return best;
    }
}
