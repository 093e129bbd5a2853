using TorchGradients.Configuration;

namespace TorchGradients.Data;

/// <summary>A data set cut into its parts and scaled, in a run's precision on its device; owns its tensors.</summary>
/// <remarks>
/// Order: <c>trainLimit</c> cuts the training part; of what is left, <c>validationFraction</c> (rounded to whole rows)
/// is
/// held back from the end; the rest is trained on, and its values alone give the statistics of the scaling.
/// </remarks>
public sealed class PreparedData : IDisposable
{
    readonly Lazy<IReadOnlyList<long>> _trainClasses;
    readonly Lazy<IReadOnlyList<long>> _testClasses;
    readonly bool _isElsewhere;   // than where batches are wanted

    PreparedData(
        RawData raw, DataParts parts, InputScaling scaling, torch.ScalarType precision, torch.Device device, torch.Device place)
    {
        Classes = raw.Classes;
        Features = (int)raw.TrainInputs.shape[1];
        Device = device;
        _isElsewhere = place.type != device.type;
        Tensor Inputs(Tensor all, int start, int count) =>
            scaling.Apply(all.narrow(0, start, count), precision, place).DetachFromDisposeScope();
        Tensor Labels(Tensor all, int start, int count) =>
            all.narrow(0, start, count).to(torch.int64, place, copy: true).DetachFromDisposeScope();

        TrainInputs = Inputs(raw.TrainInputs, 0, parts.Train);
        TrainLabels = Labels(raw.TrainLabels, 0, parts.Train);
        TestInputs = Inputs(raw.TestInputs, 0, parts.Test);
        TestLabels = Labels(raw.TestLabels, 0, parts.Test);
        _trainClasses = new(() => Count(TrainLabels, Classes));
        _testClasses = new(() => Count(TestLabels, Classes));
        if (parts.Validation == 0) return;

        ValidationInputs = Inputs(raw.TrainInputs, parts.Train, parts.Validation);
        ValidationLabels = Labels(raw.TrainLabels, parts.Train, parts.Validation);
    }

    /// <summary>Where batches are wanted.</summary>
    public torch.Device Device { get; }

    /// <summary>What is trained on: [rows, features]; on <see cref="Device"/>, or on the processor where it does not fit there.</summary>
    public Tensor TrainInputs { get; }

    /// <summary>Its labels: [rows], int64.</summary>
    public Tensor TrainLabels { get; }

    /// <summary>What is held back from training: [rows, features]; null where nothing is.</summary>
    public Tensor? ValidationInputs { get; }

    /// <summary>Its labels: [rows], int64; null where nothing is held back.</summary>
    public Tensor? ValidationLabels { get; }

    /// <summary>The test part: [rows, features].</summary>
    public Tensor TestInputs { get; }

    /// <summary>Its labels: [rows], int64.</summary>
    public Tensor TestLabels { get; }

    /// <summary>How many rows of each class are trained on; counted once, at first use.</summary>
    public IReadOnlyList<long> TrainClasses => _trainClasses.Value;

    /// <summary>How many rows of each class the test part has; counted once, at first use.</summary>
    public IReadOnlyList<long> TestClasses => _testClasses.Value;

    /// <summary>Numbers in a row.</summary>
    public int Features { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Rows that are trained on.</summary>
    public int TrainRows => (int)TrainInputs.shape[0];

    /// <summary>Loads, cuts and scales the data set that a config names.</summary>
    /// <param name="data">The <c>data</c> section.</param>
    /// <param name="precision">float32 or float64.</param>
    /// <param name="device">Where batches are wanted.</param>
    /// <param name="deviceBytes">
    /// The device's memory: a data set that takes more than half of it stays on the processor, and only batches are copied;
    /// null: not known, all of it goes to the device.
    /// </param>
    /// <exception cref="DataException">The data cannot be used, or not with these settings.</exception>
    public static PreparedData Prepare(
        ComponentConfig data, torch.ScalarType precision, torch.Device device, long? deviceBytes = null)
    {
        using var scope = torch.NewDisposeScope();
        var (raw, parts, scaling) = Cut(data);
        long numbers = (parts.Train + parts.Validation + (long)parts.Test) * raw.TrainInputs.shape[1];
        bool fits = deviceBytes is not { } bytes || numbers * (precision == torch.float64 ? 8 : 4) <= bytes / 2;
        return new PreparedData(raw, parts, scaling, precision, device, fits ? device : torch.CPU);
    }

    /// <summary>
    /// What keeps the data set that a config names from being used; reads it whole, but scales and keeps nothing.
    /// </summary>
    public static IReadOnlyList<DataProblem> Check(ComponentConfig data) => Inspect(data).Problems;

    /// <summary>
    /// Inputs per sample and classes, or what keeps the data set from being used; reads it whole, but scales and keeps nothing.
    /// </summary>
    public static ((int Features, int Classes)? Shape, IReadOnlyList<DataProblem> Problems) Inspect(ComponentConfig data)
    {
        using var scope = torch.NewDisposeScope();
        try
        {
            RawData raw = Cut(data).Raw;
            return (((int)raw.TrainInputs.shape[1], raw.Classes), []);
        }
        catch (DataException exception)
        {
            return (null, exception.Problems);
        }
    }

    /// <summary>
    /// A batch of the training part for one member: inputs [1, batch, features] and labels [1, batch].
    /// </summary>
    /// <param name="rows">Its rows, in their order.</param>
    public (Tensor Inputs, Tensor Labels) TrainBatch(long[] rows) => TrainBatches(torch.tensor(rows).to(TrainInputs.device), members: 1);

    /// <summary>
    /// A batch of the training part for each of several members, gathered in one go: inputs [member, batch, features] and
    /// labels [member, batch], on the run's device.
    /// </summary>
    /// <param name="rows">
    /// The first member's rows in their order, then the second's, and so on; int64, where <see cref="TrainInputs"/> are.
    /// </param>
    /// <param name="members">How many members there are.</param>
    public (Tensor Inputs, Tensor Labels) TrainBatches(Tensor rows, int members)
    {
        Tensor inputs = TrainInputs.index_select(0, rows).view(members, -1, Features);
        Tensor labels = TrainLabels.index_select(0, rows).view(members, -1);
        return _isElsewhere ? (inputs.to(Device), labels.to(Device)) : (inputs, labels);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        TrainInputs.Dispose();
        TrainLabels.Dispose();
        ValidationInputs?.Dispose();
        ValidationLabels?.Dispose();
        TestInputs.Dispose();
        TestLabels.Dispose();
    }

    static IReadOnlyList<long> Count(Tensor labels, int classes)
    {
        using var scope = torch.NewDisposeScope();
        return torch.bincount(labels.cpu(), minlength: classes).data<long>().ToArray();
    }

    static (RawData Raw, DataParts Parts, InputScaling Scaling) Cut(ComponentConfig data)
    {
        var settings = data.As<DataConfig>();
        var source = DataSets.All.Create(data);
        var raw = source.Load();
        var parts = DataParts.From(raw, settings);
        return (raw, parts, InputScaling.From(source.ScalingOf(settings), raw.TrainInputs.narrow(0, 0, parts.Train), raw.LargestValue));
    }
}
