using TorchGradients.Models.Activations;
using TorchGradients.Theory;
using Xunit;

namespace TorchGradients.Tests.Theory;

/// <summary>
/// Every registered activation's means against a rule of another kind, over variances from 1e-3 to 1e3.
/// </summary>
public sealed class ActivationMomentsTests
{
    const double Within = 1e-9;

    public static TheoryData<string> Names { get; } = [.. Activations.All.Components.Select(activation => activation.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Means_are_those_of_the_double_exponential_rule(string name) => ForEveryVariance(name, (activation, moments, q) =>
    {
        double deviation = Math.Sqrt(q);
        double Finer(Func<double, double> function) => DoubleExponential.Mean(function, 0, deviation, activation.Kinks);
        void Same(double expected, double actual, double size) => Assert.InRange(Math.Abs(actual - expected) / size, 0, Within);

        double square = Finer(z => Math.Pow(moments.Value(z), 2)), slope = Finer(z => Math.Pow(moments.Slope(z), 2));
        Same(square, moments.Square(q), square);
        Same(slope, moments.SlopeSquare(q), slope);
        Same(Finer(moments.Value), moments.Mean(q), Math.Sqrt(square));
        Same(square - Math.Pow(Finer(moments.Value), 2), moments.Variance(q), square);
        Same(Finer(z => Math.Pow(moments.Value(z), 4)), moments.Fourth(q), moments.Fourth(q));
        Same(Finer(z => Math.Pow(moments.Slope(z), 4)), moments.SlopeFourth(q), moments.SlopeFourth(q));
        Same(Finer(z => Math.Pow(moments.Value(z) * moments.Slope(z), 2)), moments.SquareWithSlopeSquare(q), moments.SquareWithSlopeSquare(q));
        Same(Finer(z => Math.Pow(moments.Value(z), 2) * z / deviation), moments.SquareWithDeviation(q), square);
        Same(Finer(z => Math.Pow(moments.Slope(z), 2) * z / deviation), moments.SlopeSquareWithDeviation(q), slope);
        Same(Finer(z => Math.Pow(moments.Slope(z), 2) * z * z / q), moments.SlopeSquareWithSquare(q), slope);
        Same(Finer(z => moments.Value(z) * moments.Slope(z) * z) / q, moments.SquareSlope(q), square / q);
    });

    [Theory, MemberData(nameof(Names))]
    public void The_estimate_bounds_the_error_and_is_small(string name) => ForEveryVariance(name, (activation, moments, q) =>
    {
        double Off(double actual, Func<double, double> function) =>
            Math.Abs(actual / DoubleExponential.Mean(z => Math.Pow(function(z), 2), 0, Math.Sqrt(q), activation.Kinks) - 1);

        double estimate = moments.RelativeError(q);
        Assert.InRange(Off(moments.Square(q), moments.Value), 0, estimate + 1e-12);   // and rounding
        Assert.InRange(Off(moments.SlopeSquare(q), moments.Slope), 0, estimate + 1e-12);
        Assert.InRange(estimate, 0, Within);
    });

    static void ForEveryVariance(string name, Action<Activation, ActivationMoments, double> check)
    {
        Activation activation = Activations.All.Create(name);
        for (int exponent = -6; exponent <= 6; exponent++) check(activation, new ActivationMoments(activation), Math.Pow(10, exponent / 2.0));
    }
}
