using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Preflight;

namespace TorchGradients.Cli;

/// <summary>A cell of a plan, and why its network will not train.</summary>
/// <param name="Run">The run of the first seed that stands for it.</param>
/// <param name="Profile">Its layers at step 0.</param>
/// <param name="Findings">Why it will not train; empty where nothing says so.</param>
internal sealed record PreflightCell(PlannedRun Run, LayerProfile Profile, IReadOnlyList<PreflightFinding> Findings)
{
    /// <summary>Whether nothing says that it will not train.</summary>
    public bool Trains => Findings.Count == 0;

    /// <summary>The cells, in the order of the plan: a pass for each network of the first seed.</summary>
    public static IReadOnlyList<PreflightCell> Of(ExperimentPlan plan, DataCache data, CancellationToken cancellation)
    {
        var pass = new FirstPass(data);
        AnalysisConfig thresholds = plan.Analysis;
        var cells = new List<PreflightCell>();
        foreach (PlannedRun run in plan.Runs.Where(run => run.Seed == plan.Runs[0].Seed))
        {
            cancellation.ThrowIfCancellationRequested();
            LayerProfile profile = LayerProfile.Of(0, pass.Of(run.Config, PreflightRule.Quantities));
            cells.Add(new PreflightCell(run, profile, PreflightRule.Of(profile, SettingsOf(run), thresholds)));
        }

        return cells;
    }

    /// <summary>Keeps what was said in the experiment's folder, for the report to score.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public static void Keep(IReadOnlyList<PreflightCell> cells, string folder, IReadOnlySet<PlannedRun> complete)
    {
        try
        {
            PreflightFile.Keep(
                folder, [.. cells.Select(cell => new KeptPrediction(cell.Run.Identity, cell.Run.Folder, complete.Contains(cell.Run), cell.Findings))]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The predictions cannot be kept in '{folder}' ({exception.Message}). Name another folder with --output.", exception);
        }
    }

    // As resolved.json will hold it: numbers of a tree that was never text keep the type they were made with.
    static PreflightSettings SettingsOf(PlannedRun run) => PreflightSettings.Of(JsonNode.Parse(run.Resolved.ToJsonString())!.AsObject());
}
