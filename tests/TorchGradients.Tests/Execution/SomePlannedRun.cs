using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Tests.Execution;

/// <summary>Planned runs, small enough to be executed in a test.</summary>
static class SomePlannedRun
{
    public static PlannedRun Of(
        long seed = 1, int depth = 2, int width = 4, int steps = 5, double? timeLimit = null, int? threads = null, string device = "cpu")
    {
        JsonObject resolved = ConfigNormalizer.Normalize(new JsonObject
        {
            ["name"] = "trial",
            ["data"] = new JsonObject { ["name"] = "spirals", ["samples"] = 60, ["batchSize"] = 16 },
            ["model"] = new JsonObject { ["depth"] = depth, ["width"] = width },
            ["training"] = new JsonObject { ["steps"] = steps, ["timeLimit"] = timeLimit, ["device"] = device },
            ["probes"] = new JsonArray("train-loss"),
            ["seeds"] = new JsonArray(seed),
            ["execution"] = new JsonObject { ["threads"] = threads },
        }, Catalogue.All);
        return new PlannedRun(
            FormattableString.Invariant($"identity-{seed}"), FormattableString.Invariant($"seed={seed}"), seed, resolved,
            ConfigBinder.Bind<RunConfig>(resolved), [new Dictionary<string, string>()]);
    }

    /// <summary>A plan of these runs, each alone or, at most so many of them, together.</summary>
    public static ExperimentPlan PlanOf(params IEnumerable<PlannedRun> runs) => PlanOf(CohortRule.Alone, [.. runs]);

    public static ExperimentPlan PlanOf(CohortRule rule, params IReadOnlyList<PlannedRun> runs) => new("trial", "", [], runs, [])
    {
        Groups = [new RunGroup([], [.. Enumerable.Range(0, runs.Count)], rule)],
    };
}
