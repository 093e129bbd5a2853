namespace TorchGradients.Tests.Theory;

/// <summary>
/// Means of functions of a normal number by the tanh-sinh rule between kinks, whose nodes crowd at both ends of a
/// piece: another rule than the library's. Source: Takahasi and Mori, 1974, "Double exponential formulas for numerical
/// integration".
/// </summary>
static class DoubleExponential
{
    const double Step = 1 / 64.0;
    const int Nodes = 256;     // on either side of the middle
    const double Reach = 12;   // the density there is 2e-32

    public static double Mean(Func<double, double> function, double mean, double deviation, IReadOnlyList<double> kinks)
    {
        double[] ends =
        [
            mean - Reach * deviation,
            .. kinks.Append(0).Distinct().Where(kink => Math.Abs(kink - mean) < Reach * deviation).Order(),
            mean + Reach * deviation,
        ];
        return ends.Zip(ends.Skip(1), Piece).Sum();

        double Piece(double from, double to)
        {
            double half = (to - from) / 2;
            double sum = 0;
            for (int i = -Nodes; i <= Nodes; i++)
            {
                double s = Math.PI / 2 * Math.Sinh(i * Step);
                // From the nearer end, so that nothing cancels there: 1 - tanh s = 2 / (1 + e^(2 s)).
                double u = s > 0 ? to - half * 2 / (1 + Math.Exp(2 * s)) : from + half * 2 / (1 + Math.Exp(-2 * s));
                double x = (u - mean) / deviation;
                sum += Math.Cosh(i * Step) / Math.Pow(Math.Cosh(s), 2) * function(u) * Math.Exp(-x * x / 2);
            }

            return sum * Step * Math.PI / 2 * half / (deviation * Math.Sqrt(2 * Math.PI));
        }
    }
}
