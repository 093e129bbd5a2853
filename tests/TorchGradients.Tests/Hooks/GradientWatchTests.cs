using TorchGradients.Hooks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Hooks;

public sealed class GradientWatchTests : IDisposable
{
    readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Norms_are_those_of_retain_grad_and_of_the_parameters_gradients()
    {
        using var model = SomeModel.Mlp();
        var x = SomeModel.Input();
        var retained = SomeModel.RetainedGradients(model, x);
        using var watch = GradientWatch.Attach(model);
        SomeModel.Loss(model.call(x)).backward();

        var layers = watch.Report().Layers;

        Assert.Equal(["0", "1", "2", "3", "4"], layers.Select(layer => layer.Name));
        Assert.Equal(["Linear", "Sigmoid", "Linear", "Sigmoid", "Linear"], layers.Select(layer => layer.Kind));
        for (int i = 0; i < layers.Count; i++)
        {
            double norm = Norm(retained[layers[i].Name]);
            Assert.Equal(norm, layers[i].DeltaNorm, 1e-12 * norm);   // float64 both: the order of the sum differs
            double? next = i == 4 ? null : norm / Norm(retained[layers[i + 1].Name]);
            if (next is null) Assert.Null(layers[i].Attenuation);
            else Assert.Equal(next.Value, layers[i].Attenuation!.Value, 1e-12);
            var weight = ((nn.Module)model[i]).named_parameters(false).SingleOrDefault(named => named.name == "weight").parameter;
            if (weight is null) Assert.Null(layers[i].WeightGradientNorm);
            else Assert.Equal(Norm(weight.grad!.data<float>().ToArray()), layers[i].WeightGradientNorm!.Value, 1e-12);
        }
    }

    [Fact]
    public void The_decay_factor_is_that_of_the_layers_with_a_weight_without_the_last()
    {
        using var model = SomeModel.Mlp();
        using var watch = GradientWatch.Attach(model);
        SomeModel.Loss(model.call(SomeModel.Input())).backward();
        var report = watch.Report();

        // Two points: the slope is their difference.
        double expected = report.Layers[0].DeltaNorm / report.Layers[2].DeltaNorm;
        Assert.Equal(expected, report.Decay!.FactorPerLayer!.Value, 1e-12);
    }

    [Fact]
    public void Gradients_whose_squares_vanish_in_float32_keep_their_norm()
    {
        using var module = SomeModel.Linear(new float[,] { { 1 } });
        using var watch = GradientWatch.Attach(module);
        (module.call(ones([4, 1])) * 1e-30f).sum().backward();

        var layer = Assert.Single(watch.Report().Layers);
        Assert.Equal("(model)", layer.Name);
        Assert.Equal(2e-30, layer.DeltaNorm, 1e-36);
        Assert.Equal(4e-30, layer.WeightGradientNorm!.Value, 1e-36);
    }

    [Fact]
    public void The_latest_backward_pass_counts_and_evaluation_in_between_does_not()
    {
        using var module = SomeModel.Linear(new float[,] { { 1 } });
        using var watch = GradientWatch.Attach(module);
        for (int factor = 1; factor <= 3; factor++)
        {
            (module.call(ones([1, 1])) * factor).sum().backward();
        }

        using (no_grad()) module.call(ones([1, 1]));
        module.call(ones([1, 1]));

        Assert.Equal(3, Assert.Single(watch.Report().Layers).DeltaNorm);
    }

    [Fact]
    public void A_module_used_twice_has_a_row_for_each_call_in_the_order_of_the_calls()
    {
        using var shared = SomeModel.Linear(new float[,] { { 2 } });
        using var watch = GradientWatch.Attach(shared);
        shared.call(shared.call(ones([1, 1]))).sum().backward();

        var layers = watch.Report().Layers;
        Assert.Equal(["(model)", "(model) (2)"], layers.Select(layer => layer.Name));
        Assert.Equal([2, 1], layers.Select(layer => layer.DeltaNorm));
    }

    [Fact]
    public void A_predicate_chooses()
    {
        using var model = SomeModel.Mlp();
        using var watch = GradientWatch.Attach(model, (name, module) => name == "2" || module is TorchSharp.Modules.Sigmoid);
        SomeModel.Loss(model.call(SomeModel.Input())).backward();

        Assert.Equal(["1", "2", "3"], watch.Report().Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void What_cannot_be_watched_is_refused_if_chosen_and_named_if_not()
    {
        using var model = new WithMemory();

        Assert.Equal(
            "Only modules with one tensor in and one out can be watched, not memory. (Parameter 'chooses')",
            Assert.Throws<ArgumentException>(() => GradientWatch.Attach(model, (name, _) => name == "memory")).Message);
        using var watch = GradientWatch.Attach(model);
        Assert.Equal(["memory"], watch.Report().NotWatched);
        Assert.Equal(["affine"], watch.Report().NotReached);
        using var lstm = nn.LSTM(1, 1);
        Assert.Equal(
            "The model has no module with one tensor in and one out to watch. (Parameter 'model')",
            Assert.Throws<ArgumentException>(() => GradientWatch.Attach(lstm)).Message);
    }

    [Fact]
    public void Detaching_restores_the_model_to_the_last_bit()
    {
        using var model = SomeModel.Mlp();
        var x = SomeModel.Input();
        var plain = SomeModel.ParameterGradients(model, x);
        var watch = GradientWatch.Attach(model);
        Assert.Equal(plain, SomeModel.ParameterGradients(model, x));

        watch.Dispose();

        Assert.Equal(plain, SomeModel.ParameterGradients(model, x));
        Assert.Throws<ObjectDisposedException>(watch.Report);
    }

    static double Norm(float[] entries) => Math.Sqrt(entries.Sum(entry => (double)entry * entry));

    sealed class WithMemory : nn.Module<Tensor, Tensor>
    {
        readonly TorchSharp.Modules.Linear affine = nn.Linear(2, 2);
        readonly TorchSharp.Modules.LSTM memory = nn.LSTM(2, 2);

        public WithMemory() : base("with-memory") => RegisterComponents();

        public override Tensor forward(Tensor input) => memory.call(affine.call(input)).Item1;
    }
}
