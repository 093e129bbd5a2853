using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Probes;

namespace TorchGradients.Planning;

/// <summary>Whether the quantity of a claim will be there when it is asked for.</summary>
internal static class ClaimRecords
{
    /// <summary>Adds a problem where the quantity is not known, or not recorded; true otherwise.</summary>
    public static bool AreThere(string place, ClaimCondition condition, JsonObject written, ExperimentConfig experiment, Grid grid, AxisLookup lookup)
    {
        if (ClaimQuantities.OfRuns.Contains(condition.Quantity)) return IsOfRuns(place, condition, written, experiment, grid, lookup);

        if (!Quantities.All.Contains(condition.Quantity))
        {
            lookup.Report($"{place}:quantity", $"'{Words.Shortened(condition.Quantity, 60)}' is not a quantity",
                Words.DidYouMean(condition.Quantity, [.. ClaimQuantities.OfRuns, .. Quantities.All.Components.Select(quantity => quantity.Name)]));
            return false;
        }

        if (condition.Layer == 0)
        {
            lookup.Report($"{place}:layer", "is 0, but layers count from 1 at the input, or from -1 backwards", "Write 1 for the first.");
            return false;
        }

        return IsVaried(grid) || IsRecorded(place, condition, experiment, lookup);
    }

    static bool IsOfRuns(
        string place, ClaimCondition condition, JsonObject written, ExperimentConfig experiment, Grid grid, AxisLookup lookup)
    {
        string[] withoutEffect = [.. new[] { "layer", "step" }.Where(written.ContainsKey)];
        foreach (string key in withoutEffect)
        {
            lookup.Report($"{place}:{key}", $"has no effect: {condition.Quantity} is one number of a run", "Leave it out, or name a recorded quantity.");
        }

        if (withoutEffect.Length > 0) return false;
        if (ClaimQuantities.ProbeOf(condition.Quantity) is not { } needed || IsVaried(grid)) return true;

        ProbeConfig[] probes = [.. experiment.Probes.Where(probe => probe.Name == needed)];
        if (probes.Length == 0)
        {
            lookup.Report($"{place}:quantity", $"is {condition.Quantity}, which is computed from {needed}, which no probe records", $"Add \"{needed}\" to probes.");
            return false;
        }

        bool needsStart = condition.Quantity.EndsWith("AtInitialization", StringComparison.Ordinal);
        if (!needsStart || probes.Any(probe => probe.IsDueAt(0))) return true;

        lookup.Report($"{place}:quantity", $"is {condition.Quantity}, but {needed} is not recorded at step 0", "Let its probe begin at step 0.");
        return false;
    }

    /// <summary>Whether cells may record different quantities; what is missing there leaves a claim undecided.</summary>
    static bool IsVaried(Grid grid) => grid.Axes.Any(axis => axis.Values.Any(value =>
        value.Layer.ContainsKey("probes") || (value.Layer["training"] as JsonObject)?.ContainsKey("steps") == true));

    static bool IsRecorded(string place, ClaimCondition condition, ExperimentConfig experiment, AxisLookup lookup)
    {
        ProbeConfig[] probes = [.. experiment.Probes.Where(probe => probe.Name == condition.Quantity)];
        if (probes.Length == 0)
        {
            lookup.Report($"{place}:quantity", $"is {condition.Quantity}, which no probe records", $"Add \"{condition.Quantity}\" to probes.");
            return false;
        }

        bool isDue = condition.Step is not (>= 0 and var step) || (step < experiment.Training.Steps && probes.Any(probe => probe.IsDueAt(step)));
        if (!isDue)
        {
            lookup.Report($"{place}:step", FormattableString.Invariant($"is {condition.Step}, at which {condition.Quantity} is not recorded"),
                "Name a step at which its probe is due.");
        }

        return isDue;
    }
}
