using TorchGradients.Probes;

namespace TorchGradients.Training;

/// <summary>Gathers a step's numbers on the device, so that they cross over in one copy, their own or that of several steps.</summary>
/// <param name="losses">𝓛 per member.</param>
/// <param name="layers">L.</param>
/// <param name="frozen">Members of which nothing is read: NaN and null.</param>
sealed class MeasurementBlock(Tensor losses, int layers, FrozenMembers frozen)
{
    readonly List<Tensor> _rows = [losses.detach().to(torch.float64)];   // each [member]
    readonly List<Tensor> _norms = [];      // each [tensor, member]: the rows that follow
    readonly List<Tensor> _measured = [];   // of which norms are still to be taken
    readonly Dictionary<Measurement, Place?[]> _places = [];   // of each layer, null where there is no value
    readonly List<RawMeasurement> _raw = [];
    readonly int _members = (int)losses.shape[0];
    int _settled;

    /// <summary>How many numbers there are.</summary>
    public int Count => (RowCount + _raw.Sum(raw => raw.Length)) * _members;

    /// <summary>Adds what a measurement's values are formed from when it has left the device.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <param name="from">Each [member, …]; copied, since an update may change them. Empty where the values need
    /// nothing.</param>
    /// <param name="values">The values, from one member's entries of all of them, one tensor after the other.</param>
    public void AddRaw(Measurement measurement, IReadOnlyList<Tensor> from, Func<double[], double?[]> values)
    {
        Tensor[] entries = [.. from.Select(tensor => tensor.detach().reshape(_members, -1).to(torch.float64))];
        Tensor? together = entries.Length == 0 ? null : torch.cat(entries, 1);
        _raw.Add(new RawMeasurement(measurement, together, (int)(together?.shape[1] ?? 0), values));
    }

    /// <summary>Adds a layer's values [member]; null where the layer has none.</summary>
    public void Add(Measurement measurement, int layer, Tensor? values)
    {
        Place?[] places = PlacesOf(measurement);
        if (values is null) return;

        places[layer] = new Place(_rows.Count, IsNorm: false);
        _rows.Add(values);
    }

    /// <summary>Adds the norm of a layer's tensor [member, …] over all but the member axis; null where the layer has none.</summary>
    public void AddNorm(Measurement measurement, int layer, Tensor? measured)
    {
        Place?[] places = PlacesOf(measurement);
        if (measured is null) return;

        places[layer] = new Place(_settled + _measured.Count, IsNorm: true);
        _measured.Add(measured.detach());
    }

    /// <summary>Takes the norms of what was added so far: it may change afterwards.</summary>
    public void Settle()
    {
        if (_measured.Count == 0) return;
        _norms.Add(StackedNorms.Of(_measured, frozen));
        _settled += _measured.Count;
        _measured.Clear();
    }

    /// <summary>
    /// All numbers, still on the device, in the caller's scope: [row, member]; where values are formed from more, in
    /// one row with that behind them.
    /// </summary>
    public Tensor Numbers()
    {
        Settle();
        Tensor rows = _rows.Count == 1 ? _rows[0].unsqueeze(0) : torch.stack(_rows);
        Tensor all = _norms.Count == 0 ? rows : torch.cat([rows, .. _norms]);
        Tensor[] more = [.. _raw.Select(raw => raw.Entries).OfType<Tensor>()];
        return more.Length == 0 ? all : torch.cat([all.flatten(), .. more.Select(entries => entries.flatten())]);
    }

    /// <summary>The numbers per member once they were read; those of the update null where the loss is not finite.</summary>
    /// <param name="numbers">What was read of <see cref="Numbers"/>.</param>
    public StepResult Result(double[] numbers) => new(
        [.. numbers[.._members].Select((loss, member) => frozen.Contains(member) ? double.NaN : loss)],
        [.. Enumerable.Range(0, _members).Select(member => frozen.Contains(member)
            ? Measurements.Absent(layers, _places.Keys.Concat(_raw.Select(raw => raw.Measurement)).ToHashSet())
            : new Measurements(_places
                .Select(entry => (entry.Key, Values: Values(entry.Key, entry.Value, numbers, member)))
                .Concat(_raw.Select((raw, i) => (Key: raw.Measurement, Values: raw.Values(Entries(i, numbers, member)))))
                .ToDictionary(entry => entry.Key, entry => entry.Values)))]);

    Place?[] PlacesOf(Measurement measurement)
    {
        if (_places.TryGetValue(measurement, out Place?[]? places)) return places;
        return _places[measurement] = new Place?[layers];
    }

    int RowCount => _rows.Count + _settled + _measured.Count;

    /// <summary>A member's entries of a raw measurement: they stand behind the rows, member by member.</summary>
    double[] Entries(int i, double[] numbers, int member)
    {
        int start = (RowCount + _raw.Take(i).Sum(raw => raw.Length)) * _members + member * _raw[i].Length;
        return numbers[start..(start + _raw[i].Length)];
    }

    double?[] Values(Measurement measurement, Place?[] places, double[] numbers, int member)
    {
        bool updated = double.IsFinite(numbers[member]);
        return [.. places.Select(place => place is { } at && (updated || measurement != Measurement.UpdateNorm)
            ? Number(measurement, numbers[(at.IsNorm ? _rows.Count + at.Row : at.Row) * _members + member])
            : null)];
    }

    static double? Number(Measurement measurement, double number) =>
        measurement == Measurement.GradientSignalToNoise && number < 0 ? null : number;

    /// <summary>Where a layer's value stands: among the rows, or among the norms.</summary>
    readonly record struct Place(int Row, bool IsNorm);

    /// <summary>What values are formed from.</summary>
    /// <param name="Measurement">Whose values.</param>
    /// <param name="Entries">[member, entry], float64, in the step's scope; null where there are none.</param>
    /// <param name="Length">Entries of a member.</param>
    /// <param name="Values">The values from a member's entries.</param>
    readonly record struct RawMeasurement(
        Measurement Measurement, Tensor? Entries, int Length, Func<double[], double?[]> Values);
}
