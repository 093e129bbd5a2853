using TorchGradients.Configuration;

namespace TorchGradients.Reporting.Analysis.Preflight;

/// <summary>
/// Whether a network will train, from one forward and backward pass and the update that follows: the rule of
/// <c>plan --preflight</c>, and what the report holds against what came of the training.
/// </summary>
/// <remarks>
/// It will not, where one of these is found; thresholds are those of the <c>analysis</c> section.
/// An error term is not finite, or exactly 0, or more than <c>underflowed</c> of what φ′ lets through of it is 0 without
/// units being dead. Layer 1 gets less than
/// <c>vanishing</c> of what the last hidden layer gets, and its update ratio is not of a useful size
/// (<c>learningUpdateRatio</c>): adaptive optimizers can make up for a small gradient. It gets more than the square of
/// <c>exploding</c>, and some layer's update is larger than its weights. More than <c>dead</c> of a layer's units answer
/// nothing. More than halfway from <c>saturated</c> to all of a layer is flat (a relu is flat for half of all inputs by
/// nature). The first layer's update, at the schedule's highest rate, is below <c>frozenUpdateRatio</c>, or below half
/// a unit in the last place of its weights, 2⁻²⁴ in float32 and 2⁻⁵³ in float64, where it rounds away (IEEE 754-2019;
/// Micikevicius et al., 2018, section 3). Rules of thumb: the report says how often they were right.
/// </remarks>
public static class PreflightRule
{
    const double Overwritten = 1;

    /// <summary>The quantities that the rule looks at.</summary>
    public static IReadOnlyList<string> Quantities { get; } =
        ["delta-norm", "weight-factor", "derivative-factor", "update-ratio", "saturation", "dead-units", "zero-gradient"];

    /// <summary>Why the network will not train; empty where nothing says so.</summary>
    /// <param name="profile">The layers at step 0.</param>
    /// <param name="settings">What the run counts in, and its first learning rate.</param>
    /// <param name="thresholds">Where conditions begin.</param>
    public static IReadOnlyList<PreflightFinding> Of(LayerProfile profile, PreflightSettings settings, AnalysisConfig thresholds)
    {
        LayerState[] hidden = [.. profile.Layers.SkipLast(1)];
        return hidden.Length == 0 ? [] :
        [
            .. NotFinite(profile),
            .. Underflow(hidden, thresholds),
            .. Reach(hidden, settings, thresholds),
            .. Flat(hidden, thresholds),
            .. Update(hidden[0], settings, thresholds),
        ];
    }

    static IEnumerable<PreflightFinding> NotFinite(LayerProfile profile)
    {
        if (profile.Layers.LastOrDefault(layer => layer.Delta is { } delta && !double.IsFinite(delta)) is { } layer)
        {
            yield return new(PreflightCause.NotFinite, $"The error term of layer {layer.Layer} is not a finite number.");
        }
    }

    static IEnumerable<PreflightFinding> Underflow(LayerState[] hidden, AnalysisConfig thresholds)
    {
        bool IsZero(LayerState layer) => layer.Delta == 0 || (LostShare(layer, thresholds) > thresholds.Underflowed && !IsDead(layer, thresholds));
        if (hidden.LastOrDefault(IsZero) is { } deepest)
        {
            yield return new(PreflightCause.Underflow, deepest.Delta == 0
                ? $"The error term of layer {deepest.Layer} is exactly 0: nothing comes back to it."
                : $"{Percent(deepest.ZeroGradient)} of the error term of layer {deepest.Layer} is exactly 0.");
        }
    }

    /// <summary>
    /// Of the entries of δ that φ′ lets through the share that is 0: a relu sets half of them to 0 by nature. Where it is
    /// not known how much is flat, as much as counts as saturated may be.
    /// </summary>
    static double? LostShare(LayerState layer, AnalysisConfig thresholds)
    {
        double flat = layer.Saturation ?? thresholds.Saturated;
        return flat < 1 ? (layer.ZeroGradient - flat) / (1 - flat) : 0;
    }

    static IEnumerable<PreflightFinding> Reach(LayerState[] hidden, PreflightSettings settings, AnalysisConfig thresholds)
    {
        double? ratio = hidden[0].Delta / hidden[^1].Delta;
        double? update = hidden[0].UpdateRatio / settings.FirstRate;
        if (ratio < thresholds.Vanishing && ratio > 0 && !(update >= thresholds.LearningUpdateRatio))
        {
            string moved = update switch
            {
                null => "",
                0 => ", and a step does not change its weights",
                _ => $", and a step changes its weights by {ShortNumber.Of(update)} of their size",
            };
            yield return new(PreflightCause.Vanishing,
                $"The error term vanishes: layer 1 receives {ShortNumber.Of(ratio)} of what layer {hidden.Length} gets{moved}{Split(hidden)}.");
        }

        double? largest = hidden.Max(layer => layer.UpdateRatio) / settings.FirstRate;
        if (ratio > thresholds.Exploding * thresholds.Exploding && !(largest <= Overwritten))
        {
            string moved = largest is null ? "" : $", and a step changes weights by {ShortNumber.Of(largest)} times their size";
            yield return new(PreflightCause.Exploding,
                $"The error term explodes: layer 1 receives {ShortNumber.Of(ratio)} times what layer {hidden.Length} gets{moved}.");
        }
    }

    static IEnumerable<PreflightFinding> Flat(LayerState[] hidden, AnalysisConfig thresholds)
    {
        if (hidden.Where(layer => IsDead(layer, thresholds)).MaxBy(layer => layer.DeadUnits) is { } dead)
        {
            yield return new(PreflightCause.Dead, $"{Percent(dead.DeadUnits)} of the units of layer {dead.Layer} are dead: they answer no sample.");
        }

        double flat = (1 + thresholds.Saturated) / 2;
        if (hidden.Where(layer => layer.Saturation > flat && !IsDead(layer, thresholds)).MaxBy(layer => layer.Saturation) is { } saturated)
        {
            yield return new(PreflightCause.Saturated,
                $"{Percent(saturated.Saturation)} of layer {saturated.Layer} is saturated: the activation is flat there.");
        }
    }

    static IEnumerable<PreflightFinding> Update(LayerState first, PreflightSettings settings, AnalysisConfig thresholds)
    {
        if (first.UpdateRatio / settings.FirstRate is not { } ratio || double.IsNaN(ratio)) yield break;

        double lost = settings.Format.Precision == "float64" ? double.ScaleB(1, -53) : double.ScaleB(1, -24);
        if (ratio < lost)
        {
            yield return new(PreflightCause.UpdateLost, ratio == 0
                ? "The first layer's update is exactly 0."
                : $"The first layer's update is {ShortNumber.Of(ratio)} of its weights: at this learning rate it is lost in {settings.Format.Precision}'s rounding.");
        }
        else if (ratio < thresholds.FrozenUpdateRatio)
        {
            yield return new(PreflightCause.Frozen,
                $"The first layer's update is {ShortNumber.Of(ratio)} of its weights: at this learning rate a thousand steps do not matter.");
        }
    }

    /// <summary>What shrinks it: where both factors are known, the one that does more.</summary>
    static string Split(LayerState[] hidden)
    {
        double[] weights = [.. Logarithms(layer => layer.WeightFactor)];
        double[] slopes = [.. Logarithms(layer => layer.DerivativeFactor)];
        if (weights.Length == 0 || slopes.Length == 0) return "";

        double weight = Math.Exp(weights.Average()), slope = Math.Exp(slopes.Average());
        return $" (per layer, weights × {ShortNumber.Of(weight)}, derivative × {ShortNumber.Of(slope)})";

        IEnumerable<double> Logarithms(Func<LayerState, double?> factor) =>
            hidden.SkipLast(1).Select(factor).OfType<double>().Where(value => value > 0).Select(value => Math.Log(value));
    }

    static bool IsDead(LayerState layer, AnalysisConfig thresholds) => layer.DeadUnits > thresholds.Dead;

    static string Percent(double? fraction) => FormattableString.Invariant($"{Math.Round(fraction!.Value * 100)} %");
}
