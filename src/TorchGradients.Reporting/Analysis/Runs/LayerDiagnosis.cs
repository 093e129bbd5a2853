using TorchGradients.Configuration;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>A layer of a run at one step: its numbers, and what they come to.</summary>
/// <param name="Layer">The layer, from 1; the output layer is L.</param>
/// <param name="Delta">‖δ_l‖ on a logarithmic scale; null where it was not recorded.</param>
/// <param name="Conditions">What ails the layer.</param>
public sealed record LayerDiagnosis(int Layer, Magnitude? Delta, LayerCondition Conditions)
{
    /// <summary>The diagnosis of every layer of a profile.</summary>
    /// <param name="profile">The layers.</param>
    /// <param name="meanUpdateRatios">
    /// ‖ΔW_l‖ / ‖W_l‖, mean over the recorded steps, by layer; empty where not recorded.
    /// </param>
    /// <param name="format">What the run counted in.</param>
    /// <param name="thresholds">Where conditions begin.</param>
    public static IReadOnlyList<LayerDiagnosis> Of(
        LayerProfile profile, IReadOnlyList<double?> meanUpdateRatios, NumberFormat format, AnalysisConfig thresholds)
    {
        double? reference = profile.Layers.Count < 2 ? null : profile.Layers[^2].Delta;
        return
        [
            .. profile.Layers.Select(layer =>
            {
                var delta = Magnitude.Of(layer.Delta, format);
                double? update = layer.Layer <= meanUpdateRatios.Count ? meanUpdateRatios[layer.Layer - 1] : null;
                bool isOutput = layer.Layer == profile.Layers.Count;
                return new LayerDiagnosis(
                    layer.Layer, delta, ConditionsOf(layer, delta, isOutput ? null : layer.Delta / reference, update, thresholds));
            }),
        ];
    }

    static LayerCondition ConditionsOf(
        LayerState layer, Magnitude? delta, double? share, double? updateRatio, AnalysisConfig thresholds)
    {
        bool isDead = layer.DeadUnits > thresholds.Dead;
        bool isZero = delta?.Kind == MagnitudeKind.Zero || layer.ZeroGradient > thresholds.Underflowed;
        var found = LayerCondition.Unknown;
        Add(LayerCondition.NotFinite, delta?.Kind == MagnitudeKind.NotFinite);
        Add(LayerCondition.Underflowed, isZero && !isDead);
        Add(LayerCondition.Denormal, delta?.Kind == MagnitudeKind.Denormal);
        Add(LayerCondition.Vanishing, share < thresholds.Vanishing);
        Add(LayerCondition.Exploding, share > thresholds.Exploding);
        Add(LayerCondition.Dead, isDead);
        Add(LayerCondition.Saturated, layer.Saturation > thresholds.Saturated && !isDead);
        Add(LayerCondition.Frozen, updateRatio < thresholds.FrozenUpdateRatio);
        return found != LayerCondition.Unknown || (delta is null && updateRatio is null) ? found : LayerCondition.Healthy;

        void Add(LayerCondition condition, bool holds)
        {
            if (holds) found |= condition;
        }
    }
}
