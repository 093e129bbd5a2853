using TorchGradients.Records;

namespace TorchGradients.HandRolled;

/// <summary>The weights and the optimizer's numbers as named arrays, and back to the last bit.</summary>
static class HandRolledState
{
    const string OfOptimizer = "optimizer.";

    /// <summary>The weights under their names.</summary>
    internal static IEnumerable<NamedArray> Weights(HandRolledNetwork network) =>
        Named(network).Select(values => values.Array(values.Name, values.Values));

    /// <summary>The weights, then the optimizer's numbers as <c>optimizer.NAME.STATE</c>, as the torch engine names them.</summary>
    internal static IReadOnlyList<NamedArray> Of(HandRolledNetwork network, Func<double[], IDictionary<string, double[]>> stateOf) =>
    [
        .. Weights(network),
        .. Named(network).SelectMany(values => stateOf(values.Values).Select(state =>
            values.Array($"{OfOptimizer}{values.Name}.{state.Key}", state.Value))),
    ];

    /// <summary>Puts everything back to where <see cref="Of"/> found it.</summary>
    /// <exception cref="InvalidDataException">The arrays are not those of such a network.</exception>
    internal static void Restore(
        HandRolledNetwork network, Func<double[], IDictionary<string, double[]>> stateOf, IReadOnlyList<NamedArray> arrays)
    {
        var named = arrays.ToDictionary(array => array.Name);
        foreach (NamedValues values in Named(network))
        {
            values.Fill(values.Values, named.TryGetValue(values.Name, out NamedArray? array)
                ? array
                : throw new InvalidDataException($"'{values.Name}' is missing."));
            string prefix = $"{OfOptimizer}{values.Name}.";
            foreach (NamedArray state in arrays.Where(array => array.Name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                values.Fill(stateOf(values.Values)[state.Name[prefix.Length..]] = new double[values.Values.Length], state);
            }
        }
    }

    static IEnumerable<NamedValues> Named(HandRolledNetwork network) =>
        network.Layers.Index().SelectMany(layer => NamedValues.Of(layer.Item, layer.Index + 1));
}
