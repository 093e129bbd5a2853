using TorchGradients.Arithmetic;
using TorchGradients.Training;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.House;

/// <summary>
/// TorchSharp keeps no scalar alive while an operator reads it: one that is made for a call can be collected during it. So the
/// library's numbers stand in fields, or go through <see cref="Kept"/>; <see cref="KeptNumber"/> holds its own.
/// </summary>
public sealed class ScalarUseTests
{
    [Fact]
    public void No_number_beside_a_tensor_is_made_for_the_call_alone()
    {
        var uses = ScalarUse.In(typeof(TorchEngine).Assembly.Location, _ => true);

        Assert.Equal("", string.Join('\n', uses.Where(use => !IsKept(use))));
        Assert.Equal(3, uses.Count(IsKept));

        static bool IsKept((string Type, string Method, string Called) use) =>
            use is { Type: nameof(Kept), Method: nameof(Kept.With) } or { Type: nameof(KeptNumber) };
    }

    [Theory]
    [InlineData("InMethod", "TorchSharp.Scalar TorchSharp.Scalar::op_Implicit(System.Double)")]
    [InlineData("InLambda", "TorchSharp.Scalar TorchSharp.Scalar::op_Implicit(System.Int32)")]
    [InlineData("InOperator", "TorchSharp.torch/Tensor TorchSharp.torch/Tensor::op_Multiply(TorchSharp.torch/Tensor,System.Int32)")]
    [InlineData("InSum", "TorchSharp.torch/Tensor TorchSharp.torch/Tensor::op_Addition(TorchSharp.torch/Tensor,TorchSharp.torch/Tensor)")]
    [InlineData("OnItsWay", "TorchSharp.Scalar TorchSharp.ScalarExtensionMethods::ToScalar(System.Double)")]
    public void One_is_seen(string method, string called)
    {
        var uses = ScalarUse.In(typeof(ScalarUseTests).Assembly.Location, type => type.Name == nameof(Transient));

        Assert.Contains(uses, use => use.Method.Contains(method, StringComparison.Ordinal) && use.Called == called);
    }

    [Fact]
    public void One_in_a_field_is_not() =>
        Assert.Empty(ScalarUse.In(typeof(ScalarUseTests).Assembly.Location, type => type.Name == nameof(Lasting)));
}

/// <summary>What must be seen.</summary>
internal static class Transient
{
    internal static torch.Tensor InMethod(torch.Tensor x) => x.clamp_min(0.5);

    internal static Func<torch.Tensor, torch.Tensor> InLambda() => x => x > 0;

    internal static torch.Tensor InOperator(torch.Tensor x) => x * 2;

    internal static torch.Tensor InSum(torch.Tensor x, torch.Tensor y) => x + y;

    internal static torch.Tensor OnItsWay(torch.Tensor x, double number)
    {
        Scalar scalar = number.ToScalar();
        return x.mul(scalar);
    }
}

/// <summary>What must not.</summary>
internal sealed class Lasting(double number)
{
    static readonly Scalar s_two = 2;
    readonly Scalar _number = number;
    Scalar? _late;

    internal torch.Tensor Use(torch.Tensor x) => (x * s_two - _number).div(_late ??= 0.5).add(x, s_two);
}
