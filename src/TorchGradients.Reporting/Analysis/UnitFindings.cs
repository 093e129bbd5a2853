using TorchGradients.Configuration;

namespace TorchGradients.Reporting.Analysis;

/// <summary>Sentences on units that pass nothing on: dead ones, and saturated ones.</summary>
static class UnitFindings
{
    public static IEnumerable<string> Of(LayerProfile profile, AnalysisConfig thresholds)
    {
        LayerState[] hidden = [.. profile.Layers.SkipLast(1)];
        LayerState[] dead = [.. hidden.Where(layer => layer.DeadUnits > thresholds.Dead)];
        if (dead.Length > 0)
        {
            var worst = dead.MaxBy(layer => layer.DeadUnits)!;
            yield return $"{Layers(dead.Length)} mostly dead units, which answer no sample of the batch: "
                + $"{Percent(worst.DeadUnits!.Value)} of layer {worst.Layer}.";
        }

        LayerState[] saturated = [.. hidden.Except(dead).Where(layer => layer.Saturation > thresholds.Saturated)];
        if (saturated.Length > 0)
        {
            var worst = saturated.MaxBy(layer => layer.Saturation)!;
            yield return $"{Layers(saturated.Length)} mostly saturated units, where the activation is flat: "
                + $"{Percent(worst.Saturation!.Value)} of layer {worst.Layer}.";
        }
    }

    static string Layers(int count) => count == 1 ? "One hidden layer has" : $"{count} hidden layers have";

    static string Percent(double fraction) =>
        $"{Math.Round(fraction * 100).ToString(System.Globalization.CultureInfo.InvariantCulture)} %";
}
