using TorchGradients.Arithmetic;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Arithmetic;

/// <summary>The operators with numbers that are kept are TorchSharp's own, to the last bit.</summary>
public sealed class TensorArithmeticTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Softplus_and_its_gradient_are_those_of_TorchSharp(ScalarType precision) =>
        AssertSame(precision, z => z.Softplus(), z => nn.functional.softplus(z));

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Sums_are_those_of_the_operator(ScalarType precision)
    {
        Scalar number = 0.1;

        AssertSame(precision, z => z.Plus(z), z => z + z);
        AssertSame(precision, z => z.Plus(number), z => z + 0.1);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Squares_are_those_of_TorchSharp(ScalarType precision) => AssertSame(precision, z => z.Squared(), z => z.square());

    [Fact]
    public void A_number_of_the_moment_keeps_its_type()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(float64, Kept.With(2.0, number => full([1], number, float64)).dtype);
        Assert.Equal(6, Kept.With(3, tensor(2L).mul).item<long>());
        Assert.Equal(5, Kept.With(2.5, tensor(2.0).mul).item<double>());
    }

    static void AssertSame(ScalarType precision, Func<Tensor, Tensor> ours, Func<Tensor, Tensor> theirs)
    {
        using var scope = NewDisposeScope();
        (Tensor value, Tensor slope) = Of(ours, precision);
        (Tensor expected, Tensor expectedSlope) = Of(theirs, precision);

        Assert.True(value.equal(expected).all().item<bool>());
        Assert.True(slope.equal(expectedSlope).all().item<bool>());
    }

    static (Tensor Value, Tensor Slope) Of(Func<Tensor, Tensor> function, ScalarType precision)
    {
        Tensor z = linspace(-30, 30, 1001, precision).requires_grad_();
        Tensor value = function(z);
        return (value, autograd.grad([value], [z], [ones_like(value)])[0]);
    }
}
