using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Verification;

namespace TorchGradients.Cli.Terminal;

/// <summary>The verdict on a verification, and what explains it.</summary>
public static class VerificationText
{
    const string InDoublePrecision = "--set training:precision=float64 tells whether anything else is wrong.";

    /// <summary>The verdict first.</summary>
    public static IReadOnlyList<string> Sentences(VerificationResult result)
    {
        if (result.Worst is not { } worst)
        {
            return ["Nothing was compared: the loss of the first step is finite in neither engine."];
        }

        (string quantity, double difference) = Largest(worst);
        string found = $"the largest difference, in the {quantity} of layer {worst.Layer}, is {ShortNumber.Of(difference)}; "
            + $"up to {ShortNumber.Of(result.Tolerance)} counts as rounding in {result.Precision}.";
        return
        [
            (result.Holds ? "The engines agree: " : "The engines do not agree: ") + found,
            .. result.DivergedAt is { } step
                ? new[] { string.Create(CultureInfo.InvariantCulture, $"It ends before step {step}, whose loss is finite in neither engine.") }
                : [],
            .. Reasons(result),
        ];
    }

    static IEnumerable<string> Reasons(VerificationResult result)
    {
        LayerDifference[] apart = [.. result.Layers.Where(layer => !(layer.Largest <= result.Tolerance))];
        if (apart.Where(layer => layer.Underflows > 0).ToArray() is { Length: > 0 } tiny)
        {
            yield return $"Error terms in {Layers(tiny)} are too small for {result.Precision} to hold in full"
                + (result.Precision == "float32" ? $" (below 1.2e-38): {InDoublePrecision}" : ".");
        }

        if (apart.Where(layer => layer.Kinks > 0).ToArray() is { Length: > 0 } kinked)
        {
            yield return $"In {Layers(kinked)} rounding put entries of z on different sides of a kink of the activation"
                + (result.Precision == "float32" ? $": {InDoublePrecision}" : ".");
        }
    }

    static (string Quantity, double Difference) Largest(LayerDifference layer) => new[]
    {
        ("error term", layer.Delta), ("weight gradient", layer.WeightGradient), ("bias gradient", layer.BiasGradient),
        ("updated weights", layer.UpdatedWeights),
    }.MaxBy(pair => double.IsNaN(pair.Item2) ? double.PositiveInfinity : pair.Item2);

    // In runs: layers 1 to 3, 7.
    static string Layers(IReadOnlyList<LayerDifference> layers)
    {
        var runs = new List<(int First, int Last)>();
        foreach (int layer in layers.Select(layer => layer.Layer))
        {
            if (runs.Count > 0 && runs[^1].Last == layer - 1) runs[^1] = (runs[^1].First, layer);
            else runs.Add((layer, layer));
        }

        return (layers.Count == 1 ? "layer " : "layers ") + string.Join(", ", runs.Select(run =>
            string.Create(CultureInfo.InvariantCulture, $"{run.First}{(run.Last > run.First ? $" to {run.Last}" : "")}")));
    }
}
