using System.Globalization;
using System.Text.Json.Nodes;
using TorchGradients.Theory;

namespace TorchGradients.Cli.Terminal;

/// <summary>A prediction for machines; numbers that are not finite are strings.</summary>
public static class TheoryJson
{
    /// <summary>
    /// The object of one run: <c>factorPerLayer</c> and <c>profile</c> are null where theory does not apply.
    /// </summary>
    /// <param name="cells">The cells that it stands for.</param>
    /// <param name="theory">What was predicted.</param>
    public static JsonObject Of(IReadOnlyList<IReadOnlyDictionary<string, string>> cells, NetworkTheory theory) => new()
    {
        ["cells"] = new JsonArray([.. cells.Select(cell => (JsonNode)new JsonObject(
            cell.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value))))]),
        ["factorPerLayer"] = Number(theory.Decay?.FactorPerLayer),
        ["firstToLastRatio"] = Number(theory.Decay?.FirstToLastRatio),
        ["profile"] = theory.Profile is null ? null : new JsonArray([.. theory.Profile.Select(value => Number(value))]),
        ["layers"] = theory.Layers is null ? null : new JsonArray([.. theory.Layers.Select(Of)]),
        ["quadratureError"] = Number(theory.QuadratureError),
        ["finiteWidth"] = theory.FiniteWidth is not { } width ? null : new JsonObject
        {
            ["typicalFactor"] = Number(width.TypicalFactor),
            ["deviation"] = Number(width.Deviation),
            ["varianceDeviation"] = Number(width.VarianceDeviation),
            ["largestStray"] = Number(width.LargestStray),
            ["isMarginal"] = width.IsMarginal,
            ["firstToLastVariance"] = Number(width.FirstToLastVariance),
        },
        ["phase"] = theory.Phase is not { } phase ? null : new JsonObject
        {
            ["name"] = phase.Phase.ToString().ToLowerInvariant(),
            ["slopeFactor"] = Number(phase.SlopeFactor),
            ["variance"] = Number(phase.Variance),
            ["correlation"] = Number(phase.Correlation),
            ["correlationDepth"] = Number(phase.CorrelationDepth),
            ["varianceDepth"] = Number(phase.VarianceDepth),
            ["trainableDepth"] = Number(phase.TrainableDepth),
        },
        ["obstacles"] = new JsonArray([.. theory.Obstacles.Select(obstacle => (JsonNode)obstacle)]),
        ["limits"] = new JsonArray([.. theory.Limits.Select(limit => (JsonNode)limit)]),
    };

    static JsonNode Of(LayerPrediction layer) => new JsonObject
    {
        ["layer"] = layer.Number,
        ["weightVariance"] = Number(layer.WeightVariance),
        ["preActivationVariance"] = Number(layer.PreActivationVariance),
        ["weightFactor"] = Number(layer.WeightFactor),
        ["derivativeFactor"] = Number(layer.DerivativeFactor),
    };

    static JsonNode? Number(double? value) => value is not { } number
        ? null
        : double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));
}
