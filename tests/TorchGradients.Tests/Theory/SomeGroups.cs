using TorchGradients.Models.Activations;
using TorchGradients.Theory;

namespace TorchGradients.Tests.Theory;

/// <summary>Group norm written out for groups of normal numbers, forwards and backwards.</summary>
static class SomeGroups
{
    /// <summary>
    /// E‖∂𝓛/∂u‖² / E‖δ‖² · E[φ′²] / E[φ²]: the factor of ‖δ‖² of a layer of many groups whose weights have variance 1 /
    /// n.
    /// </summary>
    public static double Factor(string activation, int units, int groups)
    {
        var moments = new ActivationMoments(Activations.All.Create(activation));
        var random = new Random(5);
        double returned = 0, arrived = 0, slopes = 0, squares = 0;
        for (int group = 0; group < groups; group++)
        {
            double[] u = [.. Enumerable.Range(0, units).Select(_ => Normal(random))];
            double mean = u.Average(), deviation = Math.Sqrt(u.Average(value => (value - mean) * (value - mean)));
            double[] z = [.. u.Select(value => (value - mean) / deviation)];
            double[] delta = [.. z.Select(value => moments.Slope(value) * Normal(random))];
            double sum = delta.Sum(), along = z.Zip(delta, (a, b) => a * b).Sum();
            returned += z.Zip(delta, (a, b) => Math.Pow((b - sum / units - a * along / units) / deviation, 2)).Sum();
            arrived += delta.Sum(value => value * value);
            slopes += z.Sum(value => Math.Pow(moments.Slope(value), 2));
            squares += z.Sum(value => Math.Pow(moments.Value(value), 2));
        }

        return returned / arrived * slopes / squares;
    }

    static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
