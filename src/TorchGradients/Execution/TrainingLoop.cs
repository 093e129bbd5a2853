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

    /// <summary>Trains to the end.</summary>
    /// <param name="stepped">Called after each step with its number and loss.</param>
    /// <param name="cancellation">Ends the run between two steps.</param>
    /// <returns>The loss that is not finite, if the run diverged.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double? Run(Action<int, double> stepped, CancellationToken cancellation)
    {
        for (int step = 0; step < config.Training.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double loss = Step(step);
            stepped(step, loss);
            if (!double.IsFinite(loss)) return loss;
            if ((step + 1) % (config.Training.EvaluateEvery ?? int.MaxValue) == 0 && step + 1 < config.Training.Steps)
            {
                Evaluate(step + 1);
            }
        }

        return null;
    }

    /// <summary>Evaluates on the test part, and on the held-back part where there is one, and records both.</summary>
    /// <param name="step">Steps made so far.</param>
    public (Evaluation? Test, Evaluation? Validation) Evaluate(int step)
    {
        Evaluation? test = data.TestRows > 0 ? engine.Evaluate(data.TestInputs, data.TestLabels)[0] : null;
        Evaluation? validation = data.ValidationRows > 0 ? engine.Evaluate(data.ValidationInputs, data.ValidationLabels)[0] : null;
        foreach ((string part, Evaluation? evaluation) in new[] { ("test", test), ("validation", validation) })
        {
            if (evaluation is null) continue;
            records.Scalar(step, $"{part}-loss", evaluation.Loss);
            records.Scalar(step, $"{part}-accuracy", evaluation.Accuracy);
        }

        return (test, validation);
    }

    double Step(int step)
    {
        using var scope = torch.NewDisposeScope();
        IReadOnlySet<Measurement> needed = _probes.NeededAt(step);
        StepResult result = Cost.Time(step, needed.Count > 0, () =>
        {
            Tensor rows = torch.tensor(_order.Rows(step)).to(data.TrainInputs.device);
            return engine.Step(
                data.TrainInputs.index_select(0, rows).unsqueeze(0), data.TrainLabels.index_select(0, rows).unsqueeze(0), step, needed);
        });

        Steps = step + 1;
        Losses.Add(result.Losses[0]);
        Record(step, result.Losses[0], result.Measured[0]);
        return result.Losses[0];
    }

    void Record(int step, double loss, Measurements measured)
    {
        foreach (Quantity quantity in _probes.DueAt(step))
        {
            if (quantity.IsScalar)
            {
                records.Scalar(step, quantity.Name, loss);
                continue;
            }

            IReadOnlyList<double?> values = quantity.Combine(measured);
            records.Layers(step, quantity.Name, values);
            if (quantity.Name == Quantities.DeltaNorm) Deltas = (Deltas.First ?? values, values);
        }
    }
}
