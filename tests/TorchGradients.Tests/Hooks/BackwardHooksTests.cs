using TorchGradients.Hooks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Hooks;

public sealed class BackwardHooksTests : IDisposable
{
    readonly DisposeScope _scope = NewDisposeScope();
    readonly List<string> _fired = [];

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Gets_the_module_and_both_gradients_as_derived_by_hand()
    {
        // y = W x with loss y_1 + 10 y_2: the gradient of y is (1, 10), of x it is Wᵀ (1, 10).
        using var module = SomeModel.Linear(new float[,] { { 1, 2 }, { 3, 4 } });
        nn.Module? seen = null;
        float[] ofInput = [], ofOutput = [];
        using var handle = module.RegisterBackwardHook((hooked, inputGradient, outputGradient) =>
        {
            seen = hooked;
            ofInput = inputGradient!.data<float>().ToArray();
            ofOutput = outputGradient.data<float>().ToArray();
            return null;
        });

        var x = tensor(new float[,] { { 5, 7 } }, requires_grad: true);
        (module.call(x) * tensor(new[] { 1f, 10f })).sum().backward();

        Assert.Same(module, seen);
        Assert.Equal([1f, 10f], ofOutput);
        Assert.Equal([31f, 42f], ofInput);
        Assert.Equal([31f, 42f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Agrees_with_retain_grad_to_the_last_bit_inside_a_Sequential()
    {
        using var model = SomeModel.Mlp();
        var x = SomeModel.Input();
        var expected = SomeModel.RetainedGradients(model, x);

        var actual = new Dictionary<string, float[]>();
        var handles = model.named_children().Select(child => ((nn.Module<Tensor, Tensor>)child.module).RegisterBackwardHook(
            (_, _, outputGradient) =>
            {
                actual[child.name] = outputGradient.data<float>().ToArray();
                return null;
            })).ToList();
        SomeModel.Loss(model.call(x)).backward();
        handles.ForEach(handle => handle.Dispose());

        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, entry => Assert.Equal(entry.Value, actual[entry.Key]));
    }

    [Fact]
    public void Hooks_change_no_gradient_and_leave_nothing_behind()
    {
        using var model = SomeModel.Mlp();
        var x = SomeModel.Input();
        var plain = SomeModel.ParameterGradients(model, x);

        var handles = All(model).Select(module => module.RegisterBackwardHook((_, _, _) => null)).ToList();
        Assert.Equal(plain, SomeModel.ParameterGradients(model, x));

        handles.ForEach(handle => handle.Dispose());
        Assert.Equal(plain, SomeModel.ParameterGradients(model, x));
        using var identity = nn.Identity();
        identity.RegisterBackwardHook((_, _, _) => null).Dispose();
        Assert.Equal(0, ForwardHooks(identity));
    }

    [Fact]
    public void Fire_last_module_first_inner_before_outer_and_in_the_order_of_registration()
    {
        using var inner = nn.Sequential(("a", nn.Tanh()), ("b", nn.Tanh()));
        using var model = nn.Sequential(("inner", inner), ("c", nn.Tanh()));
        Name(inner, "inner");
        Name(model, "model");
        Name(inner[0], "a1");
        Name(inner[0], "a2");
        Name(inner[1], "b");
        Name(model[1], "c");

        model.call(SomeModel.Input(requiresGradient: true)).sum().backward();

        Assert.Equal(["c", "b", "a1", "a2", "inner", "model"], _fired);
    }

    [Fact]
    public void Without_a_gradient_of_the_input_it_is_null_and_hooks_fire_with_the_gradient_of_the_output()
    {
        using var first = nn.Linear(4, 3);
        using var model = nn.Sequential(("first", first), ("second", nn.Tanh()));
        bool? isNull = null;
        using var handle = first.RegisterBackwardHook((_, inputGradient, _) =>
        {
            isNull = inputGradient is null;
            return null;
        });
        Name(model, "model");
        Name(model[1], "second");

        model.call(SomeModel.Input()).sum().backward();

        Assert.True(isNull);
        Assert.Equal(["model", "second"], _fired);   // nothing of the model's input will come: it does not wait
    }

    [Fact]
    public void Do_not_fire_without_gradients_or_without_a_backward_pass()
    {
        using var module = nn.Linear(4, 3);
        Name(module, "hook");

        using (no_grad())
        {
            Assert.False(module.call(SomeModel.Input(requiresGradient: true)).requires_grad);
        }

        module.call(SomeModel.Input(requiresGradient: true));
        Assert.Empty(_fired);
    }

    [Fact]
    public void A_module_that_is_used_twice_fires_for_each_call_the_last_first()
    {
        // y = s(s(x)) with s = 2x: the gradient of the outer call's output is 1, of the inner call's it is 2.
        using var shared = SomeModel.Linear(new float[,] { { 2 } });
        var seen = new List<(float Output, float Input)>();
        using var handle = shared.RegisterBackwardHook((_, inputGradient, outputGradient) =>
        {
            seen.Add((outputGradient.item<float>(), inputGradient!.item<float>()));
            return null;
        });

        var x = ones([1, 1], requires_grad: true);
        shared.call(shared.call(x)).sum().backward();

        Assert.Equal([(1f, 2f), (2f, 4f)], seen);
    }

    [Fact]
    public void Several_backward_passes_of_one_call_fire_each()
    {
        using var module = nn.Tanh();
        Name(module, "hook");
        var loss = module.call(SomeModel.Input(requiresGradient: true)).sum();

        loss.backward(retain_graph: true);
        loss.backward();

        Assert.Equal(["hook", "hook"], _fired);
    }

    [Fact]
    public void Fire_where_backward_runs_on_another_thread()
    {
        using var model = SomeModel.Mlp();
        int hookThread = 0, backwardThread = 0;
        using var handle = ((nn.Module<Tensor, Tensor>)model[0]).RegisterBackwardHook((_, _, _) =>
        {
            hookThread = Environment.CurrentManagedThreadId;
            return null;
        });
        var loss = SomeModel.Loss(model.call(SomeModel.Input()));

        var thread = new Thread(() =>
        {
            backwardThread = Environment.CurrentManagedThreadId;
            loss.backward();
        });
        thread.Start();
        thread.Join();

        Assert.NotEqual(0, hookThread);
        Assert.Equal(backwardThread, hookThread);
    }

    void Name(object module, string name) => ((nn.Module<Tensor, Tensor>)module).RegisterBackwardHook((_, _, _) =>
    {
        _fired.Add(name);
        return null;
    });

    static IEnumerable<nn.Module<Tensor, Tensor>> All(nn.Module model) =>
        model.named_modules().Select(named => named.module).Prepend(model).OfType<nn.Module<Tensor, Tensor>>();

    /// <summary>What TorchSharp keeps in its own fields, so that nothing is left that nobody sees.</summary>
    static int ForwardHooks(object module)
    {
        int count = 0;
        for (var type = module.GetType(); type is not null; type = type.BaseType)
        {
            count += type.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic
                    | System.Reflection.BindingFlags.DeclaredOnly)
                .Where(field => field.Name.EndsWith("hooks", StringComparison.Ordinal))
                .Sum(field => ((System.Collections.ICollection)field.GetValue(module)!).Count);
        }

        return count;
    }
}
