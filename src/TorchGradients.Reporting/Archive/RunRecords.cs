namespace TorchGradients.Reporting.Archive;

/// <summary>The records of a run: for each quantity its values by step, in ascending order.</summary>
public sealed class RunRecords
{
    readonly Dictionary<string, SortedDictionary<int, RecordedStep>> _quantities = [];
    readonly HashSet<string> _beside = [];

    /// <summary>The recorded quantities that have a value per layer.</summary>
    public IEnumerable<string> LayerQuantities => _quantities.Keys.Where(name => !_beside.Contains(name));

    /// <summary>The steps at which the quantity was recorded; empty where it was not.</summary>
    public IReadOnlyCollection<RecordedStep> this[string quantity] =>
        _quantities.TryGetValue(quantity, out var steps) ? steps.Values : [];

    /// <summary>Adds a quantity with a value per layer 1 … L.</summary>
    public void AddLayers(string quantity, int step, IReadOnlyList<double?> values) => Add(quantity, step, values);

    /// <summary>Adds a quantity with several values that belong to no layer.</summary>
    public void AddValues(string quantity, int step, IReadOnlyList<double?> values)
    {
        _beside.Add(quantity);
        Add(quantity, step, values);
    }

    /// <summary>Adds a quantity that is one number a step.</summary>
    public void AddScalar(string quantity, int step, double? value)
    {
        _beside.Add(quantity);
        Add(quantity, step, [value]);
    }

    /// <summary>The values of one layer over the steps, those that are absent left out.</summary>
    /// <param name="quantity">The quantity's name.</param>
    /// <param name="layer">The layer, counted from 1; 1 for a scalar.</param>
    public IEnumerable<(int Step, double Value)> Series(string quantity, int layer) =>
        from recorded in this[quantity]
        where layer <= recorded.Values.Count
        let value = recorded.Values[layer - 1]
        where value is not null
        select (recorded.Step, value.Value);

    void Add(string quantity, int step, IReadOnlyList<double?> values)
    {
        if (!_quantities.TryGetValue(quantity, out var steps))
        {
            _quantities[quantity] = steps = [];
        }

        steps[step] = new RecordedStep(step, values);
    }
}
