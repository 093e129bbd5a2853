using TorchGradients.Configuration;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Analysis;

/// <summary>What becomes of the error term on its way from the last hidden layer to the first.</summary>
sealed record ErrorTermFinding(Verdict Verdict, IReadOnlyList<string> Sentences)
{
    public static ErrorTermFinding Of(LayerProfile profile, DecayFactor? decay, AnalysisConfig thresholds)
    {
        LayerState[] hidden = [.. profile.Layers.SkipLast(1)];
        if (hidden.Length < 2 || hidden[0].Delta is not { } first || hidden[^1].Delta is not { } last)
        {
            return new ErrorTermFinding(Verdict.Unknown, []);
        }

        if (hidden.FirstOrDefault(layer => IsUnderflow(layer, thresholds)) is { } zero) return Underflow(hidden, zero, thresholds);

        double ratio = first / last;
        string reach = $"Layer 1 receives {ShortNumber.Of(ratio)} of what layer {hidden.Length} gets";
        return ratio switch
        {
            double.NaN => new(Verdict.Unknown, []),
            _ when ratio < thresholds.Vanishing =>
                new(Verdict.Vanishing, [Change("The error term vanishes: it shrinks", hidden, decay, ratio), $"{reach} (less than {ShortNumber.Of(thresholds.Vanishing, 1)} counts as vanishing)."]),
            _ when ratio > thresholds.Exploding * thresholds.Exploding =>
                new(Verdict.Exploding, [Change("The error term explodes: it grows", hidden, decay, ratio), Times(ratio, hidden, thresholds)]),
            _ when ratio > thresholds.Exploding =>
                new(Verdict.Exploding, [Change("The error term grows: it changes", hidden, decay, ratio), Times(ratio, hidden, thresholds)]),
            _ => new(Verdict.Healthy,
                [
                    Change("The error term reaches the first layer: it changes", hidden, decay, ratio),
                    $"{reach} (from {ShortNumber.Of(thresholds.Vanishing, 1)} to {ShortNumber.Of(thresholds.Exploding, 1)} counts as in order).",
                ]),
        };
    }

    static bool IsUnderflow(LayerState layer, AnalysisConfig thresholds) =>
        layer.Delta == 0 || layer.ZeroGradient > thresholds.Underflowed;

    static ErrorTermFinding Underflow(LayerState[] hidden, LayerState first, AnalysisConfig thresholds)
    {
        // Units whose slope is 0 have an error term of 0 by right; only what is left over was too small to be
        // represented.
        if (first.DeadUnits > thresholds.Dead && first.Delta != 0) return OfDeadUnits(hidden, thresholds);

        int deepest = hidden.Last(layer => IsUnderflow(layer, thresholds)).Layer;
        string layers = deepest == first.Layer ? $"in layer {deepest}" : $"in the layers {first.Layer} to {deepest}";
        return new ErrorTermFinding(
            Verdict.Underflow,
            [$"The error term underflows: {layers} most of it is exactly 0, too small for the number format or cut off by "
                + "flat activations."]);
    }

    static ErrorTermFinding OfDeadUnits(LayerState[] hidden, AnalysisConfig thresholds) => new(
        hidden[0].Delta / hidden[^1].Delta < thresholds.Vanishing ? Verdict.Vanishing : Verdict.Healthy,
        [$"Layer 1 receives {ShortNumber.Of(hidden[0].Delta / hidden[^1].Delta)} of what layer {hidden.Length} gets."]);

    static string Times(double ratio, LayerState[] hidden, AnalysisConfig thresholds) => $"Layer 1 receives {ShortNumber.Of(ratio)} times what layer "
        + $"{hidden.Length} gets (more than {ShortNumber.Of(thresholds.Exploding, 1)} counts as exploding).";

    static string Change(string beginning, LayerState[] hidden, DecayFactor? decay, double ratio)
    {
        double factor = decay?.FactorPerLayer ?? Math.Pow(ratio, 1.0 / (hidden.Length - 1));
        string interval = decay is { Low: { } low, High: { } high } && double.IsFinite(low) && double.IsFinite(high)
            ? $" (95 %: {ShortNumber.Interval(low, high, "–")})"
            : "";
        string split = Mean(hidden, layer => layer.DerivativeFactor) is { } derivative
            && Mean(hidden, layer => layer.WeightFactor) is { } weight
                ? $"; of that the derivative factor does {ShortNumber.Of(derivative)} and the weight factor {ShortNumber.Of(weight)}"
                : "";
        return $"{beginning} by a factor of {ShortNumber.Of(factor)}{interval} from each hidden layer to the one before{split}.";
    }

    // Layers l < L-1 only: their product runs between hidden layers, as the decay factor does.
    static double? Mean(LayerState[] hidden, Func<LayerState, double?> factor)
    {
        double[] logarithms =
            [.. hidden.SkipLast(1).Select(factor).OfType<double>().Where(value => value > 0).Select(value => Math.Log(value))];
        return logarithms.Length == 0 ? null : Math.Exp(logarithms.Average());
    }
}
