using TorchGradients.HandRolled;

namespace TorchGradients.Verification;

/// <summary>‖x − y‖ / ‖y‖, y the hand-rolled engine's.</summary>
public static class RelativeDifference
{
    /// <summary>
    /// The difference in the Euclidean norm, also of entries whose squares would vanish: 0 where x and y are equal,
    /// zeros among
    /// them; infinity where y alone is zero; NaN where an entry is.
    /// </summary>
    /// <param name="x">Numbers of the torch engine.</param>
    /// <param name="y">As many of the hand-rolled one.</param>
    public static double Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Count, y.Count);
        double difference = Measures.Norm([.. x.Zip(y, (ofX, ofY) => ofX - ofY)]);
        return difference == 0 ? 0 : difference / Measures.Norm([.. y]);
    }
}
