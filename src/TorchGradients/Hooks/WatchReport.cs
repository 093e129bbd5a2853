using TorchGradients.Records;

namespace TorchGradients.Hooks;

/// <summary>What a <see cref="GradientWatch"/> saw in the latest backward pass; as text, a table.</summary>
/// <param name="Layers">From the input to the output; empty before the first backward pass.</param>
/// <param name="Decay">
/// The decay factor of ‖δ‖ over the rows with a weight matrix, the last of them (the output layer) left out.
/// </param>
/// <param name="NotReached">Names of watched modules without a gradient in that pass.</param>
/// <param name="NotWatched">Names of modules without children that cannot be watched: not one tensor in and one
/// out.</param>
public sealed record WatchReport(
    IReadOnlyList<WatchedLayer> Layers,
    DecayFactor? Decay,
    IReadOnlyList<string> NotReached,
    IReadOnlyList<string> NotWatched)
{
    /// <summary>The table, with the norm also as a bar of logarithmic length; or why there is none.</summary>
    public override string ToString() => WatchTable.Text(this);

    /// <summary>Names the rows and relates their norms.</summary>
    internal static WatchReport Of(
        IReadOnlyList<WatchedModule> modules, double?[] deltaNorms, double?[] weightGradientNorms,
        IReadOnlyList<string> notReached, IReadOnlyList<string> notWatched)
    {
        var calls = new Dictionary<WatchedModule, int>();
        var rows = new List<WatchedLayer>();
        for (int i = 0; i < modules.Count; i++)
        {
            var module = modules[i];
            int count = calls[module] = calls.GetValueOrDefault(module) + 1;
            double norm = deltaNorms[i]!.Value;
            rows.Add(new WatchedLayer(
                count == 1 ? module.Name : $"{module.Name} ({count})",
                module.Layer.GetType().Name,
                module.Weight is { } weight && weight.dim() >= 2,
                norm,
                i + 1 < modules.Count ? norm / deltaNorms[i + 1] : null,
                weightGradientNorms[i]));
        }

        double?[] profile = [.. rows.Where(row => row.HasWeight).Select(row => (double?)row.DeltaNorm)];
        return new WatchReport(rows, DecayFactor.From(profile), notReached, notWatched);
    }
}
