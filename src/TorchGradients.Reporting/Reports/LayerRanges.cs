using TorchGradients.Reporting.Analysis.Runs;

namespace TorchGradients.Reporting.Reports;

/// <summary>The diagnosis of a run's layers in a line: neighbours in the same condition together.</summary>
static class LayerRanges
{
    static readonly (LayerCondition Condition, string Words)[] _words =
    [
        (LayerCondition.NotFinite, "not finite"), (LayerCondition.Underflowed, "underflowed"), (LayerCondition.Denormal, "denormal"),
        (LayerCondition.Vanishing, "vanishing"), (LayerCondition.Exploding, "exploding"), (LayerCondition.Dead, "dead"),
        (LayerCondition.Saturated, "saturated"), (LayerCondition.Frozen, "frozen"), (LayerCondition.Healthy, "healthy"),
    ];

    /// <summary>For example <c>1–12: vanishing, frozen; 13–21: healthy</c>; empty without layers.</summary>
    public static string Of(IReadOnlyList<LayerDiagnosis> layers)
    {
        var ranges = new List<(int First, int Last, LayerCondition Conditions)>();
        foreach (var layer in layers)
        {
            if (ranges.Count > 0 && ranges[^1].Conditions == layer.Conditions) ranges[^1] = ranges[^1] with { Last = layer.Layer };
            else ranges.Add((layer.Layer, layer.Layer, layer.Conditions));
        }

        return string.Join("; ", ranges.Select(range =>
            (range.First == range.Last ? $"{range.First}" : $"{range.First}–{range.Last}") + $": {Words(range.Conditions)}"));
    }

    static string Words(LayerCondition conditions) => conditions == LayerCondition.Unknown ? "unknown"
        : string.Join(", ", _words.Where(pair => conditions.HasFlag(pair.Condition)).Select(pair => pair.Words));
}
