using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>One run's steps: batch, engine, records. Ends early at the first loss that is not finite.</summary>
/// <param name="config">The run.</param>
/// <param name="data">Its data.</param>
/// <param name="engine">What trains.</param>
/// <param name="records">Where records go.</param>
/// <param name="clock">Measures steps.</param>
public sealed class TrainingLoop(
    RunConfig config, PreparedData data, IEngine engine, RecordWriter records, TimeProvider clock)
{
    readonly ProbeSet _probes = new(config.Probes);
    readonly BatchOrder _order = new(
        data.TrainRows, config.Data.As<DataConfig>().BatchSize, config.Data.As<DataConfig>().Shuffle, config.Seed);

    /// <summary>What steps cost.</summary>
    public StepClock Cost { get; } = new(clock);

    /// <summary>Mean of the last ten losses.</summary>
    public LossWindow Losses { get; } = new();

    /// <summary>Error-term norms of the first and the last recorded step; null where they were not recorded.</summary>
    public (IReadOnlyList<double?>? First, IReadOnlyList<double?>? Last) Deltas { get; private set; }

    /// <summary>Steps made.</summary>
    public int Steps { get; private set; }

    /// <summary>Called with the state whole, after every <c>training:checkpointEvery</c> steps but the last.</summary>
    public Action AtCheckpoint { get; set; } = () => { };

    /// <summary>How far it is; the next step of a loop where it is put back is the one that came next here.</summary>
    public TrainingProgress Progress
    {
        get => new(Steps, Losses.Losses, Deltas.First, Deltas.Last, Cost.Sums);
        set
        {
            (Steps, Deltas, Cost.Sums) = (value.Steps, (value.FirstDeltas, value.LastDeltas), value.Cost);
            foreach (double loss in value.Losses) Losses.Add(loss);
        }
    }

    /// <summary>What a constant output reaches on the test part; null without one.</summary>
    public Evaluation? Chance => ConstantGuess.On(data, Training.Losses.Losses.All.Create(config.Training.Loss));

    /// <summary>Rows of the test part.</summary>
    public int TestRows => (int)data.TestInputs.shape[0];

    /// <summary>Shows the engine the first batch, for initial weights that depend on it.</summary>
    public void Prepare()
    {
        using var scope = torch.NewDisposeScope();
        engine.Prepare(Batch(0).Inputs);
    }

    /// <summary>Trains to the end, from the first step or from where <see cref="Progress"/> was put.</summary>
    /// <param name="stepped">Called after each step with its number and loss.</param>
    /// <param name="cancellation">Ends the run between two steps.</param>
    /// <returns>The loss that is not finite, if the run diverged.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double? Run(Action<int, double> stepped, CancellationToken cancellation)
    {
        for (int step = Steps; step < config.Training.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double loss = Step(step);
            stepped(step, loss);
            if (!double.IsFinite(loss)) return loss;
            if (IsDue(config.Training.EvaluateEvery)) Evaluate(step + 1);
            if (IsDue(config.Training.CheckpointEvery)) AtCheckpoint();
        }

        return null;
    }

    bool IsDue(int? every) => Steps % (every ?? int.MaxValue) == 0 && Steps < config.Training.Steps;

    /// <summary>Evaluates on the test part, and on the held-back part where there is one, and records both.</summary>
    /// <param name="step">Steps made so far.</param>
    public (Evaluation? Test, Evaluation? Validation) Evaluate(int step)
    {
        Evaluation? test = Evaluate(data.TestInputs, data.TestLabels);
        Evaluation? validation = Evaluate(data.ValidationInputs, data.ValidationLabels);
        foreach ((string part, Evaluation? evaluation) in new[] { ("test", test), ("validation", validation) })
        {
            if (evaluation is null) continue;
            records.Scalar(step, $"{part}-loss", evaluation.Loss);
            records.Scalar(step, $"{part}-accuracy", evaluation.Accuracy);
        }

        return (test, validation);
    }

    Evaluation? Evaluate(Tensor? inputs, Tensor? labels) =>
        inputs is null || labels is null || inputs.shape[0] == 0 ? null : engine.Evaluate(inputs, labels)[0];

    double Step(int step)
    {
        using var scope = torch.NewDisposeScope();
        IReadOnlySet<Measurement> needed = _probes.NeededAt(step);
        StepResult result = Cost.Time(step, needed.Count > 0, () =>
        {
            (Tensor inputs, Tensor labels) = Batch(step);
            return engine.Step(inputs, labels, step, needed);
        });

        Steps = step + 1;
        Losses.Add(result.Losses[0]);
        Record(step, result.Losses[0], result.Measured[0]);
        return result.Losses[0];
    }

    (Tensor Inputs, Tensor Labels) Batch(int step) => data.TrainBatch(_order.Rows(step));

    void Record(int step, double loss, Measurements measured)
    {
        foreach (Reading reading in _probes.Combine(step, loss, measured))
        {
            if (reading.Quantity.IsScalar)
            {
                records.Scalar(step, reading.Quantity.Name, reading.Values[0]);
                continue;
            }

            records.Layers(step, reading.Quantity.Name, reading.Values);
            if (reading.Quantity.Name == Quantities.DeltaNorm) Deltas = (Deltas.First ?? reading.Values, reading.Values);
        }
    }
}
