using TorchGradients.Models.Activations;
using TorchSharp;
using Xunit;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchGradients.Tests.Models.Activations;

public sealed class ActivationTests
{
    const double Parameter = 0.25;

    // The kinks of all activations, and points on either side of them.
    static readonly double[] s_points = [-30, -3, -2.5, -1, -0.7, -1e-3, 0, 1e-3, 0.4, 1, 1.7, 3, 3.2, 19, 25];

    public static TheoryData<string> Names => [.. global::TorchGradients.Models.Activations.Activations.All.Components.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Numbers_and_tensors_agree(string name)
    {
        using var scope = torch.NewDisposeScope();
        Activation activation = Create(name);
        (Tensor z, Tensor parameter) = Points();

        AssertClose(s_points.Select(point => activation.Value(point, Parameter)), activation.Apply(z, parameter), 1e-12);
        AssertClose(s_points.Select(point => activation.Derivative(point, Parameter)), activation.Slope(z, parameter), 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void Slope_is_that_of_autograd_also_at_kinks(string name)
    {
        using var scope = torch.NewDisposeScope();
        Activation activation = Create(name);
        (Tensor z, Tensor parameter) = Points();
        z.requires_grad_(true);
        activation.Apply(z, parameter).sum().backward();

        AssertClose(s_points.Select(point => activation.Derivative(point, Parameter)), z.grad!, 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_are_central_differences_away_from_kinks(string name)
    {
        const double step = 1e-5;  // truncation step^2 and rounding 1e-15 * 30 / step both stay below 1e-8
        Activation activation = Create(name);
        foreach (double z in new[] { -30, -2.5, -0.7, 0.4, 1.7, 3.2, 19, 25 })
        {
            double slope = (activation.Value(z + step, Parameter) - activation.Value(z - step, Parameter)) / (2 * step);
            double parameter = (activation.Value(z, Parameter + step) - activation.Value(z, Parameter - step)) / (2 * step);
            Assert.Equal(slope, activation.Derivative(z, Parameter), 1e-8);
            Assert.Equal(parameter, activation.ParameterDerivative(z, Parameter), 1e-8);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_slope_is_larger_than_the_maximal_slope_and_one_comes_near(string name)
    {
        Activation activation = Create(name);
        double largest = Enumerable.Range(-40_000, 80_001)
            .Max(i => Math.Abs(activation.Derivative(i / 1000.0, Parameter)));

        // Near a maximum the scan's spacing of 1e-3 costs 1e-6 at most.
        Assert.InRange(largest, activation.MaximalSlope(Parameter) - 1e-6, activation.MaximalSlope(Parameter) + 1e-12);
    }

    static Activation Create(string name) => global::TorchGradients.Models.Activations.Activations.All.Create(name);

    static (Tensor Z, Tensor Parameter) Points() =>
        (torch.tensor(s_points).reshape(1, 1, -1), torch.full([1, 1, 1], Parameter, torch.float64));

    static void AssertClose(IEnumerable<double> expected, Tensor actual, double tolerance)
    {
        foreach ((double e, double a) in expected.Zip(actual.detach().contiguous().data<double>().ToArray()))
        {
            Assert.Equal(e, a, tolerance * Math.Max(1, Math.Abs(e)));
        }
    }
}
