using TorchGradients.Hooks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Hooks;

public sealed class ReplacementTests : IDisposable
{
    readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Replaced_gradients_reach_the_layers_below_and_only_them()
    {
        // y = v·(w·x), loss y: ∂/∂v = w x = 6, ∂/∂(wx) = v = 5. Replaced by 100: ∂/∂w = 100 x = 300, ∂/∂x = 100 w =
        // 200.
        using var below = SomeModel.Linear(new float[,] { { 2 } });
        using var above = SomeModel.Linear(new float[,] { { 5 } });
        using var handle = above.RegisterBackwardHook((_, inputGradient, _) => full_like(inputGradient!, 100));
        var x = tensor(new float[,] { { 3 } }, requires_grad: true);

        above.call(below.call(x)).sum().backward();

        Assert.Equal(6, Gradient(above));
        Assert.Equal(300, Gradient(below));
        Assert.Equal(200, x.grad!.item<float>());
    }

    [Fact]
    public void A_later_hook_sees_what_an_earlier_one_returned()
    {
        using var module = SomeModel.Linear(new float[,] { { 5 } });
        using var first = module.RegisterBackwardHook((_, inputGradient, _) => inputGradient! * 2);
        using var second = module.RegisterBackwardHook((_, inputGradient, _) => inputGradient! + 1);
        var x = ones([1, 1], requires_grad: true);

        module.call(x).sum().backward();

        Assert.Equal(11, x.grad!.item<float>());
    }

    [Fact]
    public void One_tensor_may_be_returned_again_and_again()
    {
        using var module = SomeModel.Linear(new float[,] { { 5 } });
        var constant = full([1, 1], 7f);
        using var handle = module.RegisterBackwardHook((_, _, _) => constant);

        for (int pass = 0; pass < 3; pass++)
        {
            var x = ones([1, 1], requires_grad: true);
            module.call(x).sum().backward();
            Assert.Equal(7, x.grad!.item<float>());
        }

        Assert.Equal(7, constant.item<float>());
    }

    [Theory]
    [InlineData(1, 2, "The backward hook returned [1, 2] Float32 on cpu, but the gradient of the module's input is [1, 1] Float32 on cpu.")]
    [InlineData(0, 0, "The backward hook returned [0, 0] Float32 on cpu, but the gradient of the module's input is [1, 1] Float32 on cpu.")]
    public void A_replacement_of_another_shape_is_a_failure_of_the_hook(int rows, int columns, string message)
    {
        using var module = SomeModel.Linear(new float[,] { { 5 } });
        using var handle = module.RegisterBackwardHook((_, _, _) => zeros([rows, columns]));
        var x = ones([1, 1], requires_grad: true);

        module.call(x).sum().backward();

        Assert.Equal(message, Assert.Throws<InvalidOperationException>(handle.ThrowIfFailed).Message);
        Assert.Equal(5, x.grad!.item<float>());
    }

    [Fact]
    public void Where_the_input_needs_no_gradient_a_replacement_is_a_failure_of_the_hook()
    {
        using var module = SomeModel.Linear(new float[,] { { 5 } });
        using var handle = module.RegisterBackwardHook((_, _, outputGradient) => outputGradient.clone());

        module.call(ones([1, 1])).sum().backward();

        Assert.Equal(
            "The backward hook returned a gradient, but the module's input needs none that it could replace.",
            Assert.Throws<InvalidOperationException>(handle.ThrowIfFailed).Message);
    }

    static float Gradient(nn.Module module) => module.parameters().Single().grad!.item<float>();
}
