using System.Text.Encodings.Web;
using System.Text.Json;

namespace TorchGradients.Planning;

/// <summary><c>plan.json</c>: what an experiment consists of, for reports and other tools.</summary>
public static class PlanFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "plan.json";

    static readonly JsonWriterOptions s_indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the file into an experiment's folder, whole or not at all.</summary>
    public static void Write(string folder, ExperimentPlan plan)
    {
        string file = Path.Combine(folder, Name);
        using (FileStream stream = File.Create(file + ".tmp"))
        {
            using (var json = new Utf8JsonWriter(stream, s_indented))
            {
                json.WriteStartObject();
                WriteMembers(json, plan);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".tmp", file, overwrite: true);
    }

    /// <summary>Writes what the file's object holds, run by run: a large plan never lies in memory as JSON.</summary>
    public static void WriteMembers(Utf8JsonWriter json, ExperimentPlan plan)
    {
        json.WriteString("experiment", plan.Name);
        json.WriteString("question", plan.Question);
        if (plan.Source is { } source)
        {
            json.WriteStartObject("source");
            json.WriteString("file", source.File);
            WriteList(json, "overrides", source.Overrides, json.WriteStringValue);
            json.WriteEndObject();
        }

        WriteList(json, "axes", plan.Axes, axis =>
        {
            json.WriteStartObject();
            json.WriteString("name", axis.Name);
            json.WriteString("role", axis.Role);
            WriteList(json, "values", axis.Values, json.WriteStringValue);
            json.WriteEndObject();
        });
        json.WriteStartObject("baseline");
        foreach ((string axis, string value) in plan.Baseline) json.WriteString(axis, value);
        json.WriteEndObject();
        json.WritePropertyName("claims");
        JsonSerializer.Serialize(json, plan.Claims, JsonSerializerOptions.Web);
        json.WritePropertyName("analysis");
        JsonSerializer.Serialize(json, plan.Analysis, JsonSerializerOptions.Web);
        WriteList(json, "runs", plan.Runs, run => Write(json, run));
        WriteList(json, "cohorts", plan.Groups, group =>
        {
            json.WriteStartObject();
            json.WritePropertyName("kind");
            group.Kind.WriteTo(json);
            WriteList(json, "runs", group.Runs, json.WriteNumberValue);
            WriteList(json, "sizes", group.Sizes, json.WriteNumberValue);
            if (group.WholeSizes.Count < group.Sizes.Count)
            {
                WriteList(json, "wholeSizes", group.WholeSizes, json.WriteNumberValue);
            }

            json.WriteNumber("most", group.Rule.Most);
            json.WriteBoolean("isBound", group.Rule.IsBound);
            json.WriteEndObject();
        });
        WriteList(json, "notes", plan.Notes, note => json.WriteStringValue($"{note.Path} {note.Finding}. {note.Fix}"));
    }

    static void Write(Utf8JsonWriter json, PlannedRun run)
    {
        json.WriteStartObject();
        json.WriteString("folder", run.Folder);
        json.WriteString("identity", run.Identity);
        json.WriteNumber("seed", run.Seed);
        if (run.Threads is { } threads) json.WriteNumber("threads", threads);
        WriteList(json, "cells", run.Cells, cell =>
        {
            json.WriteStartObject();
            foreach ((string axis, string value) in cell) json.WriteString(axis, value);
            json.WriteEndObject();
        });
        json.WriteEndObject();
        if (json.BytesPending > 1 << 16) json.Flush();
    }

    static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items) write(item);
        json.WriteEndArray();
    }
}
