using CsCheck;
using MathNet.Numerics;
using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>Against closed forms: Cho and Saul, 2009, for relu; Williams, 1997, for erf.</summary>
public sealed class GaussianMeanTests
{
    static readonly Gen<double> _variance = Gen.Double[-3, 3].Select(exponent => Math.Pow(10, exponent));

    [Fact]
    public void The_square_of_a_relu_has_half_the_variance() => _variance.Sample(q =>
        Assert.Equal(0.5, Mean(u => u > 0 ? u * u : 0, q) / q, 1e-10));

    [Fact]
    public void The_square_of_the_identity_has_the_variance() => _variance.Sample(q =>
        Assert.Equal(1, Mean(u => u * u, q) / q, 1e-10));

    [Fact]
    public void The_square_of_erf_has_its_arc_sine() => _variance.Sample(q =>
        Assert.Equal(2 / Math.PI * Math.Asin(2 * q / (1 + 2 * q)), Mean(u => SpecialFunctions.Erf(u) * SpecialFunctions.Erf(u), q), 1e-10));

    [Fact]
    public void The_square_of_erfs_slope_has_its_closed_form() => _variance.Sample(q =>
        Assert.Equal(4 / Math.PI / Math.Sqrt(1 + 4 * q), Mean(u => 4 / Math.PI * Math.Exp(-2 * u * u), q), 1e-10));

    [Fact]
    public void A_product_of_relus_is_the_arc_cosine_kernel() => Gen.Double[0, 0.999].Sample(c =>
    {
        double angle = Math.Acos(c);
        double kernel = (Math.Sin(angle) + (Math.PI - angle) * c) / (2 * Math.PI);

        Assert.Equal(kernel, GaussianMean.OfProduct(u => Math.Max(0, u), 1, c, []), 1e-10);
    }, iter: 10);

    [Fact]
    public void A_product_of_erfs_is_its_arc_sine_kernel() => Gen.Double[0, 0.99].Sample(c =>
        Assert.Equal(2 / Math.PI * Math.Asin(2 * c / 3), GaussianMean.OfProduct(SpecialFunctions.Erf, 1, c, []), 1e-10), iter: 5);

    [Fact]
    public void The_estimate_of_the_error_is_above_the_error() => _variance.Sample(q =>
    {
        Estimate estimate = GaussianMean.Of(u => u > 0 ? u * u : 0, 0, Math.Sqrt(q), []);

        Assert.InRange(Math.Abs(estimate.Value - q / 2), 0, estimate.Error + 1e-14 * q);
    });

    [Fact]
    public void A_kink_off_zero_is_cut_where_it_is_said_to_be()
    {
        // E[max(0, z − 1)] = density(1) − (1 − Φ(1))
        double expected = Math.Exp(-0.5) / Math.Sqrt(2 * Math.PI) - 0.5 * SpecialFunctions.Erfc(Math.Sqrt(0.5));

        Assert.Equal(expected, GaussianMean.Of(z => Math.Max(0, z - 1), 0, 1, [1]).Value, 1e-14);
    }

    [Fact]
    public void Without_deviation_it_is_the_value_at_the_mean() =>
        Assert.Equal(new Estimate(8, 0), GaussianMean.Of(u => u * u * u, 2, 0, []));

    static double Mean(Func<double, double> function, double q) => GaussianMean.Of(function, 0, Math.Sqrt(q), []).Value;
}
