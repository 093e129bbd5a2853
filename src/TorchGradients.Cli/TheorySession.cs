using System.Text.Json.Nodes;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Theory;

namespace TorchGradients.Cli;

/// <summary>Predicts every cell of a plan; seeds do not matter to theory.</summary>
internal sealed class TheorySession(bool json)
{
    /// <summary>The exit code.</summary>
    public int Run(ExperimentPlan plan, CancellationToken cancellation)
    {
        using var data = new DataCache();
        var cells = new JsonArray();
        foreach (PlannedRun run in plan.Runs.Where(run => run.Seed == plan.Runs[0].Seed))
        {
            cancellation.ThrowIfCancellationRequested();
            NetworkTheory theory = Predict(run.Config, data);
            string cell = string.Join(", ", run.Cells[0].Select(value => $"{value.Key} {value.Value}"));
            if (json) cells.Add((JsonNode)TheoryJson.Of(run.Cells, theory));
            else TheoryTable.Render(Consoles.Output, cell.Length == 0 ? plan.Name : cell, theory);
        }

        if (json) Console.Out.WriteLine((cells.Count == 1 ? cells[0]! : new JsonObject { ["cells"] = cells }).ToJsonString());
        return ExitCode.Done;
    }

    static NetworkTheory Predict(RunConfig config, DataCache data)
    {
        var prepared = data.Get(config.Data, TorchSharp.torch.ScalarType.Float32, "cpu");
        return NetworkTheory.Of(config, prepared.Features, prepared.Classes, InputStatistics.Of(prepared));
    }
}
