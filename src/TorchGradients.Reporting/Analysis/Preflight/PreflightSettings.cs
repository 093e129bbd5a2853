using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Training.Schedules;

namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>What a run's config says that one needs to judge its first step.</summary>
/// <param name="Format">What it counts in.</param>
/// <param name="FirstRate">The learning rate of step 0 by the highest one of the schedule: below 1 under a warm-up.</param>
public sealed record PreflightSettings(NumberFormat Format, double FirstRate)
{
    const int MostSteps = 1000;

    /// <summary>Of a resolved config.</summary>
    public static PreflightSettings Of(JsonObject resolved) => new(NumberFormat.Of(resolved), RateOf(resolved));

    /// <summary>Of the run with these files; null where its <c>resolved.json</c> cannot be read.</summary>
    public static PreflightSettings? OfRun(RunFiles files)
    {
        try
        {
            return JsonNode.Parse(files.Bytes("resolved.json")) is JsonObject resolved ? Of(resolved) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException or ArgumentException or ConfigException)
        {
            return null;
        }
    }

    static double RateOf(JsonObject resolved)
    {
        JsonNode? training = resolved["training"];
        if (training?["schedule"] is not { } written) return 1;

        int steps = training["steps"]?.GetValue<int>() ?? new TrainingConfig().Steps;
        Schedule schedule = Schedules.All.Create(written is JsonObject component
            ? new ComponentConfig(component["name"]!.GetValue<string>(), Options(component))
            : new ComponentConfig(written.GetValue<string>()));
        int stride = Math.Max(1, steps / MostSteps);
        double highest = Enumerable.Range(0, (steps + stride - 1) / stride).Max(i => schedule.Factor(i * stride, steps));
        return highest > 0 ? schedule.Factor(0, steps) / highest : 1;
    }

    static JsonObject Options(JsonObject component)
    {
        var options = (JsonObject)component.DeepClone();
        options.Remove("name");
        return options;
    }
}
