using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis;

/// <summary>The layers of a network at one step, from the input to the output layer.</summary>
/// <param name="Step">The step.</param>
/// <param name="Layers">Layers 1 … L; empty where nothing was recorded.</param>
public sealed record LayerProfile(int Step, IReadOnlyList<LayerState> Layers)
{
    /// <summary>‖δ_1‖ / ‖δ_{L−1}‖, first by last hidden layer; NaN for 0 / 0, null with fewer than two hidden layers or without both norms.</summary>
    public double? FirstToLastRatio => Layers.Count > 2 ? Layers[0].Delta / Layers[^2].Delta : null;

    /// <summary>The profile at the first step with <c>delta-norm</c> (without it: with anything).</summary>
    public static LayerProfile AtFirst(RunRecords records) => At(records, Steps(records).DefaultIfEmpty(0).Min());

    /// <summary>The profile at the last step with <c>delta-norm</c> (without it: with anything).</summary>
    public static LayerProfile AtLast(RunRecords records) => At(records, Steps(records).DefaultIfEmpty(0).Max());

    /// <summary>The profile at a step: of each quantity the newest values that are not later.</summary>
    public static LayerProfile At(RunRecords records, int step) => Of(step, records.LayerQuantities.ToDictionary(
        name => name, name => records[name].LastOrDefault(recorded => recorded.Step <= step)?.Values ?? []));

    /// <summary>The profile of values by quantity, each 1 … L.</summary>
    public static LayerProfile Of(int step, IReadOnlyDictionary<string, IReadOnlyList<double?>> quantities)
    {
        int count = quantities.Values.Select(values => values.Count).DefaultIfEmpty(0).Max();
        return new LayerProfile(step, [.. Enumerable.Range(1, count).Select(Layer)]);

        double? Value(string quantity, int layer) =>
            quantities.TryGetValue(quantity, out var values) && layer <= values.Count ? values[layer - 1] : null;

        LayerState Layer(int layer) => new(
            layer,
            Value("delta-norm", layer),
            Value("delta-norm", layer) / Value("delta-norm", layer + 1),
            Value("weight-factor", layer),
            Value("derivative-factor", layer),
            Value("update-ratio", layer),
            Value("saturation", layer),
            Value("dead-units", layer),
            Value("zero-gradient", layer),
            Value("activation-mean", layer),
            Value("activation-std", layer),
            step == 0 ? Value("predicted-delta-norm", layer) : null);
    }

    static IEnumerable<int> Steps(RunRecords records)
    {
        var quantities = records["delta-norm"].Count > 0 ? ["delta-norm"] : records.LayerQuantities;
        return quantities.SelectMany(name => records[name]).Select(recorded => recorded.Step);
    }
}
