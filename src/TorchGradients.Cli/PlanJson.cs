using System.Text.Encodings.Web;
using System.Text.Json;
using TorchGradients.Estimation;
using TorchGradients.Planning;

namespace TorchGradients.Cli;

/// <summary>
/// What <c>plan --json</c> prints: an object on a line, the members of <c>plan.json</c> and what is complete.
/// </summary>
internal static class PlanJson
{
    static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the line.</summary>
    public static void Write(Stream stream, PlanOverview overview)
    {
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            PlanFile.WriteMembers(json, overview.Plan);
            json.WriteString("output", overview.Folder);
            json.WriteStartArray("complete");
            foreach ((int i, PlannedRun run) in overview.Plan.Runs.Index())
            {
                if (overview.Complete.Contains(run)) json.WriteNumberValue(i);
            }

            json.WriteEndArray();
            if (overview.Estimate is { } estimate) Write(json, estimate);
            if (overview.Preflight is { } preflight) PreflightText.Write(json, preflight);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        stream.Flush();
    }

    static void Write(Utf8JsonWriter json, PlanEstimate estimate)
    {
        json.WriteStartObject("estimate");
        json.WriteNumber("seconds", estimate.Seconds);
        json.WriteNumber("coreSeconds", estimate.CoreSeconds);
        json.WriteNumber("cores", estimate.Cores);
        json.WriteNumber("bytes", estimate.Bytes);
        json.WriteNumber("kinds", estimate.Groups.Count);
        json.WriteNumber("tried", estimate.Tried);
        json.WriteStartArray("remarks");
        foreach (string remark in estimate.Remarks) json.WriteStringValue(remark);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
