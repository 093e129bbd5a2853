using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>Gathers a step's numbers on the device, so that they cross over in one copy.</summary>
/// <param name="losses">𝓛 per member.</param>
/// <param name="layers">L.</param>
/// <param name="frozen">Members of which nothing is read: NaN and null.</param>
sealed class MeasurementBlock(Tensor losses, int layers, FrozenMembers frozen)
{
    readonly List<Tensor> _rows = [losses.detach().to(torch.float64)];
    readonly Dictionary<Measurement, int?[]> _places = [];   // row of each layer, null where there is no value

    /// <summary>Adds a layer's values [member]; null where the layer has none.</summary>
    public void Add(Measurement measurement, int layer, Tensor? values)
    {
        if (!_places.TryGetValue(measurement, out var places))
        {
            places = new int?[layers];
            _places[measurement] = places;
        }

        if (values is null) return;
        places[layer] = _rows.Count;
        _rows.Add(values);
    }

    /// <summary>The one copy: all numbers, per member; those of the update null where the loss is not finite.</summary>
    public StepResult Read()
    {
        int members = (int)losses.shape[0];
        double[] numbers = torch.stack(_rows.ToArray()).cpu().data<double>().ToArray();   // [row, member]

        return new StepResult(
            [.. numbers[..members].Select((loss, member) => frozen.Contains(member) ? double.NaN : loss)],
            [.. Enumerable.Range(0, members).Select(member => frozen.Contains(member)
                ? Measurements.Absent(layers, _places.Keys.ToHashSet())
                : new Measurements(_places.ToDictionary(
                entry => entry.Key,
                entry => Values(entry.Key, entry.Value, numbers, member, members))))]);
    }

    static double?[] Values(Measurement measurement, int?[] places, double[] numbers, int member, int members)
    {
        bool updated = double.IsFinite(numbers[member]);
        return [.. places.Select(place => place is { } row && (updated || measurement != Measurement.UpdateNorm)
            ? Number(measurement, numbers[row * members + member])
            : null)];
    }

    static double? Number(Measurement measurement, double number) =>
        measurement == Measurement.GradientSignalToNoise && number < 0 ? null : number;
}
