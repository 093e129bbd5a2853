namespace TorchGradients.Theory;

/// <summary>First and second derivative of ln f with respect to ln q.</summary>
/// <param name="First">d ln f / d ln q.</param>
/// <param name="Second">d² ln f / d (ln q)².</param>
readonly record struct LogSlope(double First, double Second)
{
    // Of ln q: the moments are right to 1e-13.
    const double Step = 0.02;

    /// <summary>By differences.</summary>
    internal static LogSlope Of(Func<double, double> function, double q)
    {
        double below = Math.Log(function(q * Math.Exp(-Step)));
        double at = Math.Log(function(q));
        double above = Math.Log(function(q * Math.Exp(Step)));
        return new LogSlope((above - below) / (2 * Step), (above - 2 * at + below) / (Step * Step));
    }

    /// <summary>q² f″(q) / f(q).</summary>
    internal double Curvature => Second + First * First - First;
}
