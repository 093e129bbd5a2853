using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary><c>plan.json</c>: what an experiment consists of, for reports and other tools.</summary>
public static class PlanFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "plan.json";

    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>The plan as JSON.</summary>
    public static JsonObject Of(ExperimentPlan plan) => new()
    {
        ["experiment"] = plan.Name,
        ["question"] = plan.Question,
        ["axes"] = new JsonArray([.. plan.Axes.Select(axis => (JsonNode)new JsonObject
        {
            ["name"] = axis.Name,
            ["role"] = axis.Role,
            ["values"] = new JsonArray([.. axis.Values.Select(value => (JsonNode)value)]),
        })]),
        ["baseline"] = new JsonObject(plan.Baseline.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value))),
        ["analysis"] = JsonSerializer.SerializeToNode(plan.Analysis, JsonSerializerOptions.Web),
        ["runs"] = new JsonArray([.. plan.Runs.Select(Of)]),
        ["notes"] = new JsonArray([.. plan.Notes.Select(Of)]),
    };

    /// <summary>Writes the file into an experiment's folder.</summary>
    public static void Write(string folder, ExperimentPlan plan)
    {
        string file = Path.Combine(folder, Name);
        using (FileStream stream = File.Create(file + ".tmp"))
        {
            stream.Write(Encoding.UTF8.GetBytes(Of(plan).ToJsonString(s_indented) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".tmp", file, overwrite: true);
    }

    static JsonNode Of(PlannedRun run) => new JsonObject
    {
        ["folder"] = run.Folder,
        ["identity"] = run.Identity,
        ["seed"] = run.Seed,
        ["threads"] = run.Config.Execution.Threads,
        ["cells"] = new JsonArray([.. run.Cells.Select(cell => (JsonNode)new JsonObject(
            cell.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value))))]),
    };

    static JsonNode Of(ConfigProblem note) => $"{note.Path} {note.Finding}. {note.Fix}";
}
