using TorchGradients.Hooks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Hooks;

public sealed class HookLifetimeTests : IDisposable
{
    readonly DisposeScope _scope = NewDisposeScope();
    int _count;

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_removed_hook_does_not_fire_even_for_a_call_made_before()
    {
        using var module = nn.Tanh();
        var handle = module.RegisterBackwardHook(Count);
        var output = module.call(Input());

        handle.Dispose();
        handle.Dispose();
        output.sum().backward();

        Assert.True(handle.IsRemoved);
        Assert.Equal(0, _count);
    }

    [Fact]
    public void A_hook_may_remove_itself_and_the_next()
    {
        using var module = nn.Tanh();
        BackwardHookHandle? first = null, second = null;
        first = module.RegisterBackwardHook((_, _, _) =>
        {
            first!.Dispose();
            second!.Dispose();
            return Count(module, null, null!);
        });
        second = module.RegisterBackwardHook((_, _, _) => throw new InvalidOperationException("was removed"));
        using var third = module.RegisterBackwardHook(Count);

        Backward(module);
        second.ThrowIfFailed();
        Assert.Equal(2, _count);

        Backward(module);
        Assert.Equal(3, _count);
    }

    [Fact]
    public void The_handle_may_be_disposed_after_the_module()
    {
        var module = nn.Linear(2, 2);
        var handle = module.RegisterBackwardHook(Count);
        module.Dispose();

        handle.Dispose();

        Assert.True(handle.IsRemoved);
    }

    [Fact]
    public void An_exception_in_a_hook_is_kept_and_thrown_once_when_asked_for()
    {
        using var module = nn.Tanh();
        using var handle = module.RegisterBackwardHook((_, _, _) => throw new NotSupportedException("mine"));
        using var next = module.RegisterBackwardHook(Count);
        var x = Input();

        module.call(x).sum().backward();

        Assert.Equal("mine", Assert.Throws<NotSupportedException>(handle.ThrowIfFailed).Message);
        handle.ThrowIfFailed();
        Assert.Equal(0, _count);
        var tanh = x.detach().tanh();
        Assert.True((1 - tanh * tanh).allclose(x.grad!));
    }

    [Fact]
    public void An_exception_that_nobody_asked_for_is_thrown_by_the_next_call_of_the_module()
    {
        using var module = nn.Tanh();
        using var handle = module.RegisterBackwardHook((_, _, _) => throw new NotSupportedException("mine"));
        Backward(module);

        Assert.Equal("mine", Assert.Throws<NotSupportedException>(() => module.call(Input())).Message);
    }

    [Fact]
    public void An_exception_does_not_end_autograd_grad_either()
    {
        using var module = nn.Tanh();
        using var handle = module.RegisterBackwardHook((_, _, _) => throw new NotSupportedException("mine"));
        var x = Input();

        var gradients = autograd.grad([module.call(x).sum()], [x]);

        Assert.Equal(x.shape, gradients[0].shape);
        Assert.Throws<NotSupportedException>(handle.ThrowIfFailed);
    }

    [Fact]
    public void A_call_that_throws_does_not_confuse_the_next()
    {
        using var module = nn.Linear(2, 2);
        using var handle = module.RegisterBackwardHook(Count);

        Assert.ThrowsAny<Exception>(() => module.call(zeros([1, 3], requires_grad: true)));
        Backward(module);

        Assert.Equal(1, _count);
    }

    [Fact]
    public void A_module_that_returns_its_input_has_one_gradient_for_both()
    {
        using var identity = nn.Identity();
        using var dropout = nn.Dropout(0.5);
        dropout.eval();
        foreach (var module in new nn.Module<Tensor, Tensor>[] { identity, dropout, new Itself() })
        {
            float[] ofInput = [], ofOutput = [];
            using var handle = module.RegisterBackwardHook((_, inputGradient, outputGradient) =>
            {
                ofInput = inputGradient!.data<float>().ToArray();
                ofOutput = outputGradient.data<float>().ToArray();
                return null;
            });
            var x = Input();
            (module.call(x) * tensor(new[] { 1f, 10f })).sum().backward();

            Assert.Equal([1f, 10f], ofInput);
            Assert.Equal([1f, 10f], ofOutput);
            Assert.Equal([1f, 10f], x.grad!.data<float>().ToArray());
        }
    }

    [Fact]
    public void In_place_activations_work_hooked_and_behind_a_hooked_module()
    {
        // relu(2x) at x = (−1, 3): the gradient of relu's output is (1, 1), of its input (0, 1), of x (0, 2).
        using var twice = SomeModel.Linear(new float[,] { { 2, 0 }, { 0, 2 } });
        using var model = nn.Sequential(("twice", twice), ("relu", nn.ReLU(inplace: true)));
        var seen = new List<float[]>();
        foreach (var module in new[] { twice, (nn.Module<Tensor, Tensor>)model[1], model })
        {
            module.RegisterBackwardHook((_, inputGradient, outputGradient) =>
            {
                seen.Add([.. outputGradient.data<float>(), .. inputGradient!.data<float>()]);
                return null;
            });
        }

        model.call(tensor(new float[,] { { -1, 3 } }, requires_grad: true)).sum().backward();

        Assert.Equal([[1, 1, 0, 1], [0, 1, 0, 2], [1, 1, 0, 2]], seen);
    }

    [Fact]
    public void An_input_replaced_behind_the_hooks_back_is_refused()
    {
        using var module = nn.Tanh();
        using var handle = module.RegisterBackwardHook(Count);
        module.register_forward_pre_hook((_, input) => input * 2);

        Assert.Equal(
            "A forward pre-hook registered after the backward hook replaced the module's input, so that its gradient cannot be "
            + "told. Register the backward hook last.",
            Assert.Throws<InvalidOperationException>(() => module.call(Input())).Message);
    }

    Tensor? Count(nn.Module<Tensor, Tensor> module, Tensor? inputGradient, Tensor outputGradient)
    {
        _count++;
        return null;
    }

    static Tensor Input() => tensor(new float[,] { { 0.5f, -1 } }, requires_grad: true);

    static void Backward(nn.Module<Tensor, Tensor> module) => module.call(Input()).sum().backward();

    sealed class Itself() : nn.Module<Tensor, Tensor>("itself")
    {
        public override Tensor forward(Tensor input) => input;
    }
}
