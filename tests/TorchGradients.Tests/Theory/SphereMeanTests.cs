using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>Against closed forms of a coordinate of a uniform direction.</summary>
public sealed class SphereMeanTests
{
    public static TheoryData<int, double> GroupsAndVariances { get; } =
        [.. from units in new[] { 4, 5, 8, 33, 4096 } from q in new[] { 1e-4, 1, 50 } select (units, q)];

    [Theory, MemberData(nameof(GroupsAndVariances))]
    public void Its_moments_are_those_of_a_coordinate_of_a_sphere(int units, double q)
    {
        const double Within = 1e-11;   // of a density with Γ of thousands

        Assert.Equal(1, Of(_ => 1, units, q), Within);
        Assert.Equal(0, Of(z => z, units, q) / Math.Sqrt(q), Within);
        Assert.Equal(1, Of(z => z * z, units, q) / q, Within);
        Assert.Equal(0.5, Of(z => z > 0 ? z * z : 0, units, q) / q, Within);
        Assert.Equal(3 * (units - 1.0) / (units + 1), Of(z => z * z * z * z, units, q) / (q * q), Within);
    }

    [Fact]
    public void Of_four_units_each_is_uniform() =>   // Archimedes: the sphere has three dimensions
        Assert.Equal(0.25, SphereMean.Of(z => z > Math.Sqrt(3) / 2 ? 1 : 0, 4, 1, [Math.Sqrt(3) / 2]).Value, 1e-12);

    [Fact]
    public void Of_many_units_each_is_normal() =>
        Assert.Equal(GaussianMean.Of(z => Math.Pow(Math.Tanh(z), 2), 0, 2, []).Value, Of(z => Math.Pow(Math.Tanh(z), 2), 1_000_000, 4), 1e-6);

    [Fact]
    public void Without_deviation_it_is_the_value_at_zero() =>
        Assert.Equal(new Estimate(7, 0), SphereMean.Of(z => z + 7, 8, 0, []));

    [Theory, MemberData(nameof(GroupsAndVariances))]
    public void Visited_nodes_are_the_same_rule(int units, double q)
    {
        double sum = 0;
        SphereMean.Visit(units, Math.Sqrt(q), [], (z, weight) => sum += weight * Math.Tanh(z) * Math.Tanh(z));

        Assert.Equal(1, sum / Of(z => Math.Tanh(z) * Math.Tanh(z), units, q), 1e-12);
    }

    static double Of(Func<double, double> function, int units, double q) => SphereMean.Of(function, units, Math.Sqrt(q), []).Value;
}
