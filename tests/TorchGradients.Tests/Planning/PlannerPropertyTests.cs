using System.Text.Json.Nodes;
using CsCheck;
using TorchGradients.Configuration;
using TorchGradients.Planning;
using Xunit;

namespace TorchGradients.Tests.Planning;

/// <summary>
/// The planner works part by part; here it is held against the definition, which makes the whole config of each cell.
/// </summary>
public sealed class PlannerPropertyTests
{
    static readonly string[] s_axes =
    [
        """{ "path": "model:depth", "values": [2, 3] }""",
        """{ "path": "model:width", "values": [8, 13] }""",
        """{ "name": "wide", "path": "model:width", "values": [16, 32] }""",
        """{ "path": "model:activation", "values": ["relu", { "name": "leaky-relu", "negativeSlope": 0.2 }, { "name": "leaky-relu" }] }""",
        """{ "name": "slope", "path": "model:activation:negativeSlope", "values": [0.1, 0.2] }""",
        """{ "path": "training:optimizer", "values": ["adam", { "name": "sgd", "momentum": 0.9, "nesterov": true }, "sgd"] }""",
        """{ "path": "training:optimizer:momentum", "values": [0, 0.5] }""",
        """{ "path": "training:optimizer:learningRate", "values": [1e-1, 0.10, 0.2] }""",
        """{ "name": "schedule", "path": "training:schedule", "values": ["constant", { "name": "step", "every": 600 }] }""",
        """{ "path": "data:batchSize", "values": [32, 64] }""",
        """{ "path": "data:dataSeed", "values": [0, 1] }""",
        """{ "name": "length", "path": "training:steps", "values": [100, 500] }""",
        """{ "path": "training:evaluateEvery", "values": [null, 200] }""",
        """{ "path": "training:precision", "values": [null, "float32", "float64"] }""",
        """{ "path": "probes", "values": [["delta-norm"], [{ "name": "delta-norm", "until": 3 }], []] }""",
        """{ "path": "model", "values": [{ "depth": 5 }, { "activation": "tanh", "width": 8 }] }""",
        """{ "name": "remedy", "fragments": ["none", "relu.json", "adam.json", "kept.json"] }""",
    ];

    [Fact]
    public void The_plan_is_that_of_the_definition()
    {
        using GridFolder folder = new GridFolder()
            .With("relu.json", """{ "model": { "activation": "relu", "initialization": "he-normal" } }""")
            .With("adam.json", """{ "training": { "optimizer": { "name": "adam", "beta1": 0.8 } }, "model": { "depth": 2 } }""")
            .With("kept.json", """{ "training": { "checkpoints": ["final"] } }""");

        int planned = 0;
        (from axes in Gen.Shuffle(s_axes, 1, 4)
         from paired in Gen.Int[0, 5]
         from two in Gen.Bool
         select (Axes: Paired(axes, paired), seeds: two ? "[3, 1]" : "[1]")).Sample(grid =>
        {
            folder.With("experiment.json", GridFolder.Experiment($""" "axes": [{string.Join(", ", grid.Axes)}], "seeds": {grid.seeds} """));
            string shown = Show(() => folder.Plan());
            planned += shown.StartsWith("plan\n", StringComparison.Ordinal) ? 1 : 0;
            return shown == Show(() => PlanByDefinition.Of(folder));
        }, iter: 150, threads: 1);

        Assert.InRange(planned, 25, 125);  // Plans and problems were both compared.
    }

    /// <summary>The first two axes as a pair, where they have equally many values.</summary>
    static string[] Paired(string[] axes, int paired) => paired > 0 || axes.Length < 2 ? axes
        : [.. axes.Select((axis, i) => i < 2 ? axis.Replace("{ \"", "{ \"pair\": \"p\", \"", StringComparison.Ordinal) : axis)];

    static string Show(Func<ExperimentPlan> plan)
    {
        try
        {
            ExperimentPlan made = plan();
            return string.Join('\n', ["plan", .. made.Runs.Select(Show),
                .. made.Groups.Select(group => $"{string.Join(',', group.Runs)} {Sorted(group.Kind)}"),
                .. made.Notes.Select(note => note.ToString()).Order(StringComparer.Ordinal)]);
        }
        catch (ConfigException mistake)
        {
            return string.Join('\n', mistake.Problems.Select(problem => problem.ToString()).Order(StringComparer.Ordinal));
        }
    }

    static string Show(PlannedRun run) => string.Join(' ', run.Identity, run.Folder, run.Seed, run.Resolved.ToJsonString(),
        DefaultValues.ToJson(run.Config)!.ToJsonString(),
        string.Join('|', run.Cells.Select(cell => string.Join(',', cell.Select(value => $"{value.Key}={value.Value}")))));

    static string Sorted(JsonNode node) => System.Text.Encoding.UTF8.GetString(Identity.Canonical(node));
}
