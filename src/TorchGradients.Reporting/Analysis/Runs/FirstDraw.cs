using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>Where a run stands in the phase diagram of wide networks: how wide its first weights and biases are spread.</summary>
/// <param name="WeightVariance">σ_w² = units · standardDeviation² of <c>model:initialization</c>.</param>
/// <param name="BiasVariance">σ_b² = standardDeviation² of <c>model:biasInitialization</c>; 0 where it has none.</param>
/// <param name="Depth">Hidden layers.</param>
/// <remarks>Source: Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli, 2016; Schoenholz et al., 2017, "Deep Information Propagation".</remarks>
public sealed record FirstDraw(double WeightVariance, double BiasVariance, int Depth)
{
    /// <summary>Of the run's <c>resolved.json</c>; null where it cannot be read, or weights are not drawn with a standard deviation.</summary>
    public static FirstDraw? OfRun(string directory)
    {
        try
        {
            JsonNode? model = JsonNode.Parse(File.ReadAllBytes(Path.Combine(directory, "resolved.json")))?["model"];
            if (Deviation(model?["initialization"]) is not { } weights) return null;

            double biases = Deviation(model!["biasInitialization"]) ?? 0;
            return new FirstDraw(model["width"]!.GetValue<double>() * weights * weights, biases * biases, model["depth"]!.GetValue<int>());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException or FormatException or NullReferenceException)
        {
            return null;   // A config of another version, or none: there is no place for it.
        }
    }

    static double? Deviation(JsonNode? component) => (component as JsonObject)?["standardDeviation"]?.GetValue<double>();
}
