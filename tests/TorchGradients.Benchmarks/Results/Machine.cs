using System.Text.Json.Nodes;
using TorchGradients.Execution;
using TorchGradients.Records;

namespace TorchGradients.Benchmarks.Results;

/// <summary>On what is measured: figures of another machine are other figures.</summary>
static class Machine
{
    /// <summary>Processor, cores, and the versions of both sides.</summary>
    /// <param name="peer">The peer's versions as JSON; null where it is not there.</param>
    internal static JsonObject Of(string? peer)
    {
        EnvironmentRecord environment = EnvironmentRecord.Capture(
            typeof(torch).Assembly, torch.__version__, "cpu", threads: 1, new CohortPlace(1, 0));
        return new JsonObject
        {
            ["processor"] = environment.Processor,
            ["cores"] = PhysicalCores.Count,
            ["operatingSystem"] = environment.OperatingSystem,
            ["dotNet"] = environment.DotNet,
            ["torchSharp"] = environment.TorchSharp,
            ["libTorch"] = environment.LibTorch,
            ["commit"] = environment.Commit,
            ["peer"] = peer is null ? null : JsonNode.Parse(peer),
        };
    }
}
