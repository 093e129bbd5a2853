using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Engines;

namespace TorchGradients.Planning;

/// <summary>Settings that were written but do nothing, because of other settings.</summary>
public static class VoidSettings
{
    /// <summary>The void settings of one cell.</summary>
    /// <param name="written">
    /// An option of a component (the component's path, the option) as it was written, or null: defaults do not count as
    /// set.
    /// </param>
    /// <param name="config">The cell's config.</param>
    /// <param name="features">Inputs per sample, where the data could be read.</param>
    public static IEnumerable<(string Path, string Finding, string Fix)> In(
        Func<string, string, JsonNode?> written, RunConfig config, int? features)
    {
        int steps = config.Training.Steps;

        if (config.Training.EvaluateEvery > steps)
        {
            yield return ("training:evaluateEvery",
                FormattableString.Invariant($"is {config.Training.EvaluateEvery}, but the run has only {steps} steps, so it has no effect"),
                "Leave it out, or train longer (training:steps).");
        }

        if (config.Training.CheckpointEvery >= steps)
        {
            yield return ("training:checkpointEvery",
                FormattableString.Invariant(
                    $"is {config.Training.CheckpointEvery}, but the run has only {steps} steps, so it has no effect"),
                "Leave it out, or train longer (training:steps).");
        }

        if (config.Execution.MostTogether > 1 && !EngineKinds.All.Create(config.Training.Engine).Stacks)
        {
            yield return ("execution:cohorts",
                FormattableString.Invariant(
                    $"is {config.Execution.MostTogether}, but the {config.Training.Engine} engine trains each run alone, so it has no effect"),
                "Leave it out, or set training:engine to torch.");
        }

        if (written("training:optimizer", "nesterov") is JsonValue nesterov && nesterov.ToString() == "true" && !HasMomentum(config))
        {
            yield return ("training:optimizer:nesterov", "has no effect without momentum",
                "Set training:optimizer:momentum, or leave it out.");
        }

        if (written("training:schedule", "every") is not null && config.Training.Schedule.As<EveryOption>().Every >= steps)
        {
            yield return ("training:schedule:every",
                FormattableString.Invariant($"is not below the number of steps ({steps}), so the schedule has no effect"),
                "Lower it, or train longer (training:steps).");
        }

        bool equalWidths = config.Model.Depth > 1 || features is null || features == config.Model.Width;
        if (config.Model.Connection.Name == "residual" && !equalWidths)
        {
            yield return ("model:connection", "is residual, but no hidden layer is as wide as its input, so it has no effect",
                "Add hidden layers (model:depth), or use plain.");
        }

        foreach ((int index, ProbeConfig probe) in config.Probes.Index())
        {
            if (probe.From >= steps)
            {
                yield return (FormattableString.Invariant($"probes:{index}:from"),
                    FormattableString.Invariant($"is {probe.From}, but the last step is {steps - 1}, so nothing is recorded"),
                    "Lower it, or train longer (training:steps).");
            }

            if (probe.Until < probe.From)
            {
                yield return (FormattableString.Invariant($"probes:{index}:until"),
                    FormattableString.Invariant($"is {probe.Until}, before from ({probe.From}), so nothing is recorded"),
                    "Raise until, or lower from.");
            }

            if (Covering(config.Probes, index) is { } other)
            {
                yield return (FormattableString.Invariant($"probes:{index}"),
                    FormattableString.Invariant(
                        $"is {probe.Name} at steps that probes:{other} records already, so it has no effect"),
                    "Remove it, or let the two have other steps.");
            }
        }
    }

    /// <summary>
    /// A probe of the same quantity that is due whenever this one is; of two that are alike, the first counts.
    /// </summary>
    static int? Covering(IReadOnlyList<ProbeConfig> probes, int index)
    {
        ProbeConfig probe = probes[index];
        foreach ((int i, ProbeConfig other) in probes.Index())
        {
            bool covers = i != index && other.Name == probe.Name && probe.Every % other.Every == 0
                && other.IsDueAt(probe.From) && (other.Until ?? int.MaxValue) >= (probe.Until ?? int.MaxValue);
            if (covers && (i < index || other != probe)) return i;
        }

        return null;
    }

    static bool HasMomentum(RunConfig config) => config.Training.Optimizer.As<MomentumOption>().Momentum > 0;

    sealed record MomentumOption
    {
        public double Momentum { get; init; }
    }

    sealed record EveryOption
    {
        public int Every { get; init; } = 1;
    }
}
