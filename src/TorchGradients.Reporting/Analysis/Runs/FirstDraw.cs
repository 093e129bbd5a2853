using System.Text.Json.Nodes;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>Where a run stands in the phase diagram of wide networks: how wide its first weights and biases are spread.</summary>
/// <param name="WeightVariance">σ_w² = units · standardDeviation² of <c>model:initialization</c>.</param>
/// <param name="BiasVariance">σ_b² = standardDeviation² of <c>model:biasInitialization</c>; 0 where it has none.</param>
/// <param name="Depth">Hidden layers.</param>
/// <remarks>Source: Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli, 2016; Schoenholz et al., 2017, "Deep Information Propagation".</remarks>
public sealed record FirstDraw(double WeightVariance, double BiasVariance, int Depth)
{
    /// <summary>Of the run's <c>resolved.json</c>; null where it cannot be read, or weights are not drawn with a standard deviation.</summary>
    public static FirstDraw? OfRun(RunFiles files)
    {
        if (RunConfig.Read(files)?["model"] is not JsonObject model || Deviation(model["initialization"]) is not { } weights) return null;
        if (Number(model["width"]) is not { } width || Number(model["depth"]) is not { } depth) return null;

        double biases = Deviation(model["biasInitialization"]) ?? 0;
        return new FirstDraw(width * weights * weights, biases * biases, (int)depth);
    }

    static double? Deviation(JsonNode? component) => Number((component as JsonObject)?["standardDeviation"]);

    static double? Number(JsonNode? value) => value is JsonValue number && number.TryGetValue(out double parsed) ? parsed : null;
}
