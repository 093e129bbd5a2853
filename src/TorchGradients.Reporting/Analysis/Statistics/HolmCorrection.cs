namespace TorchGradients.Reporting.Analysis.Statistics;

/// <summary>Holm's correction of p-values for their number.</summary>
/// <remarks>
/// p₍₁₎ ≤ … ≤ p₍ₘ₎ become max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎): the chance of even one false alarm among m
/// comparisons
/// is at most the level, whatever their dependence. Source: Holm, 1979, "A Simple Sequentially Rejective Multiple Test
/// Procedure", Scandinavian Journal of Statistics 6.
/// </remarks>
public static class HolmCorrection
{
    /// <summary>The corrected p-values, each in the place of its own; null stays null and does not count.</summary>
    public static IReadOnlyList<double?> Of(IReadOnlyList<double?> pValues)
    {
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(i => pValues[i] is not null).OrderBy(i => pValues[i])];
        var corrected = new double?[pValues.Count];
        double largest = 0;
        foreach ((int rank, int place) in order.Index())
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * pValues[place]!.Value));
            corrected[place] = largest;
        }

        return corrected;
    }
}
