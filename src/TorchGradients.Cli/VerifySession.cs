using System.Text.Json.Nodes;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using TorchGradients.Engines;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Verification;

namespace TorchGradients.Cli;

/// <summary>Verifies a plan: the first seed of each cell that both engines can train.</summary>
internal sealed class VerifySession(string file, int steps, bool json)
{
    /// <summary>The exit code.</summary>
    /// <exception cref="ConfigException">The hand-rolled engine can train no cell.</exception>
    public int Run(ExperimentPlan plan, CancellationToken cancellation)
    {
        IReadOnlyList<PlannedRun> runs = Verifiable([.. plan.Runs.Where(run => run.Seed == plan.Runs[0].Seed)]);
        Console.Error.Write(PlanText.Notes(plan));

        using var data = new DataCache();
        bool holds = true;
        var forMachines = new JsonArray();
        foreach (PlannedRun run in runs)
        {
            VerificationResult result = Verify(run, data, cancellation);
            holds &= result.Holds;
            if (json) forMachines.Add((JsonNode)VerificationTable.Json(run.Title, result));
            else VerificationTable.Render(Consoles.Output, run.Title, result);
        }

        if (json) Console.Out.WriteLine(new JsonObject { ["holds"] = holds, ["runs"] = forMachines }.ToJsonString());
        return holds ? ExitCode.Done : ExitCode.Failed;
    }

    VerificationResult Verify(PlannedRun run, DataCache data, CancellationToken cancellation)
    {
        if (run.Config.Training.Steps < steps)
        {
            Console.Error.WriteLine(
                $"Note: the run {run.Title} has only {PlanText.Count(run.Config.Training.Steps, "step")}; all of them are verified.");
        }

        string device = run.Config.Training.Engine == "torch" ? Devices.Resolve(run.Config.Training.Device)! : "cpu";
        return RunVerifier.Verify(run.Config, data.Get(run.Config.Data, Precisions.Of(run.Config), device),
            TorchSharp.torch.device(device), steps, cancellation);
    }

    IReadOnlyList<PlannedRun> Verifiable(IReadOnlyList<PlannedRun> runs)
    {
        ConfigProblem[][] problems = [.. runs.Select(run => RunVerifier.Problems(run.Config)
            .Select(problem => new ConfigProblem(file, problem.Path, problem.Finding, problem.Fix)).ToArray())];
        if (problems.All(ofRun => ofRun.Length > 0)) throw new ConfigException([.. problems.SelectMany(ofRun => ofRun).Distinct()]);

        foreach (IGrouping<ConfigProblem, ConfigProblem> problem in problems.SelectMany(ofRun => ofRun).GroupBy(problem => problem))
        {
            Console.Error.WriteLine(
                $"Note: {problem.Key.Path} {problem.Key.Finding} (in {problem.Count()} of {runs.Count} cells, which are left out). {problem.Key.Fix}");
        }

        return [.. runs.Where((_, i) => problems[i].Length == 0)];
    }
}
