using TorchGradients.Records;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>Takes a run's events one by one and keeps what a report needs of them.</summary>
sealed class RecordSummarizer
{
    readonly Dictionary<string, QuantityTrack> _quantities = [];
    readonly DecaySeries _decay = new();
    readonly BlockSeries _trainLoss = new();
    readonly BlockSeries _testAccuracy = new();
    readonly BlockSeries _firstLayerUpdate = new();
    int? _firstDelta;
    int? _lastDelta;

    /// <summary>The decay factor along training.</summary>
    public IReadOnlyList<DecayPoint> Decay => _lastDelta is null ? [] : _decay.Points;

    /// <summary>‖δ_l‖ along training.</summary>
    public IReadOnlyList<RecordedStep> DeltaNorms => _lastDelta is null ? [] : _decay.Norms;

    /// <summary>The accuracy over the test part along training.</summary>
    public IReadOnlyList<SeriesPoint> TestAccuracy => _testAccuracy.Points;

    /// <summary>The batch's loss along training.</summary>
    public IReadOnlyList<SeriesPoint> TrainLoss => _trainLoss.Points;

    /// <summary>‖ΔW_1‖ / ‖W_1‖ along training.</summary>
    public IReadOnlyList<SeriesPoint> FirstLayerUpdate => _firstLayerUpdate.Points;

    /// <summary>The loss of step 0; null where it was not recorded.</summary>
    public double? InitialTrainLoss { get; private set; }

    /// <summary>The singular values of the Jacobian; null where they were not recorded.</summary>
    public QuantityTrack? SingularValues { get; private set; }

    /// <summary>The mean over the recorded steps, by layer; empty where the quantity was not recorded.</summary>
    public IReadOnlyList<double?> Means(string quantity) =>
        _quantities.TryGetValue(quantity, out var track) ? track.Means : [];

    /// <summary>
    /// The layers at the first step with an error term; without one, at the first step with anything.
    /// </summary>
    public LayerProfile First()
    {
        if (_firstDelta is { } step) return Profile(step, track => track.AtFirstDelta);

        int first = _quantities.Values.Select(track => track.FirstStep ?? 0).DefaultIfEmpty(0).Min();
        return Profile(first, track => track.FirstStep == first ? track.First : []);
    }

    /// <summary>The layers at the last step with an error term; without one, at the last step with anything.</summary>
    public LayerProfile Last() => _lastDelta is { } step
        ? Profile(step, track => track.AtLastDelta)
        : Profile(_quantities.Values.Select(track => track.NewestStep).DefaultIfEmpty(0).Max(), track => track.Newest);

    /// <summary>Takes an event.</summary>
    public void Add(RecordLine record)
    {
        if (record.Kind == RecordKind.Layers)
        {
            AddLayers(record);
        }
        else if (record is { Kind: RecordKind.Values, Quantity: "jacobian-singular-values" })
        {
            (SingularValues ??= new QuantityTrack()).Add(record.Step, record.Values, firstDelta: null, lastDelta: null);
        }
        else if (record is { Kind: RecordKind.Scalar, Quantity: "train-loss" })
        {
            AddTrainLoss(record.Step, record.Values[0]);
        }
        else if (record is { Kind: RecordKind.Scalar, Quantity: "test-accuracy" } && record.Values[0] is { } accuracy)
        {
            _testAccuracy.Add(record.Step, accuracy);
        }
    }

    void AddTrainLoss(int step, double? loss)
    {
        if (step == 0) InitialTrainLoss = loss;
        if (loss is { } value) _trainLoss.Add(step, value);
    }

    void AddLayers(RecordLine record)
    {
        if (!_quantities.TryGetValue(record.Quantity, out var track))
        {
            _quantities[record.Quantity] = track = new QuantityTrack();
        }

        if (record.Quantity == "delta-norm")
        {
            _firstDelta ??= record.Step;
            _lastDelta = record.Step;
            foreach (var other in _quantities.Values) other.Delta(record.Step);
            _decay.Add(record.Step, record.Values);
        }

        if (record.Quantity == "update-ratio" && record.Values is [{ } first, ..]) _firstLayerUpdate.Add(record.Step, first);
        track.Add(record.Step, record.Values, _firstDelta, _lastDelta);
    }

    LayerProfile Profile(int step, Func<QuantityTrack, double?[]> values) =>
        LayerProfile.Of(step, _quantities.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double?>)values(pair.Value)));
}
