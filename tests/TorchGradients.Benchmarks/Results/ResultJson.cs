using System.Text.Json.Nodes;

namespace TorchGradients.Benchmarks.Results;

/// <summary>Results as JSON, every sample among them.</summary>
static class ResultJson
{
    /// <summary>One object: the machine, and the results by name.</summary>
    /// <param name="machine">As <see cref="Machine"/> says it.</param>
    /// <param name="results">What was measured.</param>
    internal static JsonObject Of(JsonObject machine, IEnumerable<Result> results) => new()
    {
        ["machine"] = machine.DeepClone(),
        ["measures"] = new JsonArray([.. results.Select(Of)]),
    };

    static JsonObject Of(Result result) => new()
    {
        ["name"] = result.Measure.Name,
        ["measure"] = result.Measure.What,
        ["target"] = result.Measure.Target.ToString(),
        // JSON has no NaN: nothing could be held against the line.
        ["value"] = double.IsFinite(result.Finding.Value) ? result.Finding.Value : null,
        ["unit"] = result.Measure.Target.Unit,
        ["holds"] = result.Holds,
        ["note"] = result.Finding.Note,
        ["sides"] = new JsonArray([.. result.Finding.Sides.Select(side => new JsonObject
        {
            ["name"] = side.Name,
            ["unit"] = side.Unit,
            ["median"] = side.Median,
            ["samples"] = new JsonArray([.. side.Samples.Select(sample => (JsonNode)sample)]),
        })]),
    };
}
