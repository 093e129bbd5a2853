using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Probes;
using TorchGradients.Records;
using TorchGradients.Theory;

namespace TorchGradients.Execution;

/// <summary>What one run of a cohort has for itself while it trains: its batches, its records, and what its outcome needs.</summary>
/// <param name="config">The run.</param>
/// <param name="rows">Rows of the training part.</param>
/// <param name="records">Where its records go; null: nowhere.</param>
public sealed class LoopMember(RunConfig config, int rows, RecordWriter? records)
{
    /// <summary>The run.</summary>
    public RunConfig Config => config;

    /// <summary>Which rows its batches hold.</summary>
    public BatchOrder Order { get; } =
        new(rows, config.Data.As<DataConfig>().BatchSize, config.Data.As<DataConfig>().Shuffle, config.Seed);

    /// <summary>What its steps cost: its share of the cohort's.</summary>
    public StepClock Cost { get; } = new();

    /// <summary>Its last ten losses.</summary>
    public LossWindow Losses { get; } = new();

    /// <summary>Error-term norms of the first and the last recorded step; null where they were not recorded.</summary>
    public (IReadOnlyList<double?>? First, IReadOnlyList<double?>? Last) Deltas { get; private set; }

    /// <summary>What theory says of step 0: recorded beside what is measured there; null where nothing is.</summary>
    public FirstStepTheory? Theory { get; init; }

    /// <summary>Steps made, the one that diverged among them.</summary>
    public int Steps { get; private set; }

    /// <summary>The loss that is not finite, with which it ended; null while it trains.</summary>
    public double? DivergedWith { get; private set; }

    /// <summary>When it ended so, a timestamp of the loop's clock; null while it trains.</summary>
    public long? DivergedAt { get; internal set; }

    /// <summary>
    /// Whether it makes no step and nothing of it is recorded: its place alone counts, for a stack of the same shape.
    /// </summary>
    public bool IsPlaceholder { get; init; }

    /// <summary>Whether nothing of it is kept, so that nobody needs a step for its sake.</summary>
    public bool IsCompany { get; init; }

    /// <summary>Whether it makes the loop's next step.</summary>
    public bool Trains => DivergedWith is null && !IsPlaceholder;

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

    /// <summary>Takes in a step that it made.</summary>
    /// <param name="step">The step.</param>
    /// <param name="loss">𝓛 of its batch.</param>
    /// <param name="due">What is recorded of the step.</param>
    /// <param name="measured">What was measured.</param>
    public void Add(int step, double loss, IReadOnlyList<Quantity> due, Measurements measured)
    {
        Steps = step + 1;
        Losses.Add(loss);
        if (!double.IsFinite(loss)) DivergedWith = loss;
        foreach (Quantity quantity in due)
        {
            if (quantity.IsScalar)
            {
                records?.Scalar(step, quantity.Name, loss);
                continue;
            }

            IReadOnlyList<double?> values = quantity.Combine(measured);
            if (!quantity.IsOfLayers)
            {
                records?.Values(step, quantity.Name, values);
                continue;
            }

            records?.Layers(step, quantity.Name, values);
            if (quantity.Name != Quantities.DeltaNorm) continue;

            Deltas = (Deltas.First ?? values, values);
            if (step == 0 && Theory?.Profile(values) is { } predicted) records?.Layers(step, FirstStepTheory.Quantity, predicted);
        }
    }

    /// <summary>Records an evaluation.</summary>
    /// <param name="step">Steps whose updates it has seen.</param>
    /// <param name="part"><c>test</c> or <c>validation</c>.</param>
    /// <param name="evaluation">What came out.</param>
    public void Add(int step, string part, Training.Evaluation evaluation)
    {
        records?.Scalar(step, $"{part}-loss", evaluation.Loss);
        records?.Scalar(step, $"{part}-accuracy", evaluation.Accuracy);
    }
}
