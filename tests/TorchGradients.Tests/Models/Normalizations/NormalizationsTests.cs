using TorchGradients.Models.Normalizations;
using TorchGradients.Tests.Training;
using TorchSharp;
using Xunit;
using Layer = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;
using Registered = TorchGradients.Models.Normalizations.Normalizations;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchGradients.Tests.Models.Normalizations;

public sealed class NormalizationsTests
{
    const double Epsilon = 1e-5;

    [Fact]
    public void Batch_norm_standardizes_each_unit_over_the_batch()
    {
        using var scope = torch.NewDisposeScope();
        using NormalizationLayer layer = Build("batch-norm {}", units: 2);

        Tensor output = layer.Apply(Rows([1, 10], [3, 18]), training: true);

        // Means 2 and 14, variances 1 and 16.
        double first = 1 / Math.Sqrt(1 + Epsilon);
        double second = 4 / Math.Sqrt(16 + Epsilon);
        AssertEntries([-first, -second, first, second], output);
    }

    [Fact]
    public void Batch_norm_follows_mean_and_unbiased_variance_and_uses_them_in_evaluation()
    {
        using var scope = torch.NewDisposeScope();
        using NormalizationLayer layer = Build("""batch-norm {"momentum":0.25}""", units: 1);

        layer.Apply(Rows([1], [3]), training: true);   // mean 2, unbiased variance 2
        layer.Apply(Rows([0], [8]), training: true);   // mean 4, unbiased variance 32
        Tensor output = layer.Apply(Rows([5]), training: false);

        double mean = 0.75 * (0.75 * 0 + 0.25 * 2) + 0.25 * 4;
        double variance = 0.75 * (0.75 * 1 + 0.25 * 2) + 0.25 * 32;
        AssertEntries([mean], layer.RunningMean!);
        AssertEntries([variance], layer.RunningVariance!);
        AssertEntries([(5 - mean) / Math.Sqrt(variance + Epsilon)], output);
    }

    [Fact]
    public void Evaluation_does_not_move_the_running_statistics()
    {
        using var scope = torch.NewDisposeScope();
        using NormalizationLayer layer = Build("batch-norm {}", units: 1);

        layer.Apply(Rows([1], [3]), training: false);

        AssertEntries([0], layer.RunningMean!);
        AssertEntries([1], layer.RunningVariance!);
    }

    [Fact]
    public void Layer_norm_standardizes_each_sample_over_its_units()
    {
        using var scope = torch.NewDisposeScope();
        using NormalizationLayer layer = Build("""layer-norm {"epsilon":0.5}""", units: 2);

        AssertEntries(
            [-1 / Math.Sqrt(1.5), 1 / Math.Sqrt(1.5), -4 / Math.Sqrt(16.5), 4 / Math.Sqrt(16.5)],
            layer.Apply(Rows([1, 3], [10, 18]), training: true));
    }

    [Fact]
    public void Rms_norm_divides_each_sample_by_its_root_mean_square()
    {
        using var scope = torch.NewDisposeScope();
        using NormalizationLayer layer = Build("rms-norm {}", units: 2);

        double root = Math.Sqrt(25 / 2.0 + Epsilon);
        AssertEntries([3 / root, -4 / root], layer.Apply(Rows([3, -4]), training: true));
        Assert.Null(layer.Shift);
    }

    [Fact]
    public void Group_norm_is_layer_norm_within_groups()
    {
        using var scope = torch.NewDisposeScope();
        using NormalizationLayer layer = Build("""group-norm {"groups":2}""", units: 4);

        double first = 1 / Math.Sqrt(1 + Epsilon);
        double second = 4 / Math.Sqrt(16 + Epsilon);
        AssertEntries([-first, first, -second, second], layer.Apply(Rows([1, 3, 10, 18]), training: true));
    }

    [Theory]
    [InlineData("batch-norm {}")]
    [InlineData("layer-norm {}")]
    [InlineData("""group-norm {"groups":4}""")]
    public void Each_of_three_members_goes_the_way_of_torchs_own_module(string normalization)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(3);
        using NormalizationLayer ours = Build(normalization, units: 8, members: 3);
        using (torch.no_grad())
        {
            ours.Scale!.copy_(torch.randn([3, 1, 8], torch.float64, generator: generator));
            ours.Shift!.copy_(torch.randn([3, 1, 8], torch.float64, generator: generator));
        }

        Layer[] theirs = [.. Enumerable.Range(0, 3).Select(member => Torchs(normalization, ours, member))];
        for (int step = 0; step < 4; step++)
        {
            bool training = step < 3;
            Tensor inputs = (torch.randn([3, 16, 8], torch.float64, generator: generator) * 3 + 1).requires_grad_(true);
            Tensor output = ours.Apply(inputs, training);
            output.pow(3).sum().backward();
            for (int member = 0; member < 3; member++)
            {
                Tensor alone = inputs[member].detach().requires_grad_(true);
                theirs[member].train(training);
                Tensor expected = theirs[member] is TorchSharp.Modules.GroupNorm
                    ? theirs[member].call(alone.unsqueeze(-1)).squeeze(-1)   // TorchSharp's wants a dimension after the units
                    : theirs[member].call(alone);
                expected.pow(3).sum().backward();

                AssertClose(expected, output[member]);
                AssertClose(alone.grad!, inputs.grad![member]);
            }
        }

        foreach (Layer module in theirs) module.Dispose();
    }

    [Fact]
    public void Rms_norms_gradient_is_that_of_the_written_out_formula()
    {
        using var scope = torch.NewDisposeScope();
        using NormalizationLayer layer = Build("rms-norm {}", units: 2);
        Tensor inputs = Rows([3, -4]).requires_grad_(true);

        layer.Apply(inputs, training: true)[0, 0, 0].backward();

        // d(x1 / r) / dx1 = 1 / r - x1^2 / (2 r^3), d(x1 / r) / dx2 = -x1 x2 / (2 r^3), r^2 = 12.5 + epsilon.
        double root = Math.Sqrt(12.5 + Epsilon);
        AssertEntries([1 / root - 9 / (2 * Math.Pow(root, 3)), 12 / (2 * Math.Pow(root, 3))], inputs.grad!);
    }

    [Fact]
    public void Every_one_starts_with_scale_1_and_shift_0()
    {
        foreach (string name in Registered.All.Components.Select(component => component.Name))
        {
            using NormalizationLayer? layer = Registered.All.Create(name).Build(2, 8, torch.float32, torch.CPU);
            if (layer is null) continue;
            Assert.Equal([2, 1, 8], layer.Scale!.shape);
            Assert.True(layer.Scale.eq(1).all().item<bool>());
            Assert.True(layer.Shift is null || layer.Shift.eq(0).all().item<bool>());
        }
    }

    [Fact]
    public void Groups_that_do_not_divide_the_width_are_told()
    {
        Normalization normalization = Registered.All.Create(SomeEngine.Component("group-norm", """{"groups":3}"""));

        Assert.Equal("has 3 groups, which do not divide the width 64", normalization.Obstacle(64, 16)!.Value.Finding);
        Assert.Null(normalization.Obstacle(63, 1));
    }

    static NormalizationLayer Build(string text, int units, int members = 1)
    {
        string[] parts = text.Split(' ', 2);
        return Registered.All.Create(SomeEngine.Component(parts[0], parts[1])).Build(members, units, torch.float64, torch.CPU)!;
    }

    static Layer Torchs(string normalization, NormalizationLayer ours, int member)
    {
        Layer module = normalization.Split(' ')[0] switch
        {
            "batch-norm" => torch.nn.BatchNorm1d(8, dtype: torch.float64),
            "layer-norm" => torch.nn.LayerNorm(8, dtype: torch.float64),
            _ => torch.nn.GroupNorm(4, 8, dtype: torch.float64),
        };
        using var noGradient = torch.no_grad();
        module.get_parameter("weight")!.copy_(ours.Scale![member, 0]);
        module.get_parameter("bias")!.copy_(ours.Shift![member, 0]);
        return module;
    }

    static Tensor Rows(params double[][] rows) =>
        torch.tensor([.. rows.SelectMany(row => row)], torch.float64).view(1, rows.Length, rows[0].Length);

    static void AssertEntries(double[] expected, Tensor actual) =>
        Assert.Equal(expected, actual.detach().contiguous().data<double>().ToArray(), (x, y) => Math.Abs(x - y) <= 1e-14 * Math.Max(1, Math.Abs(x)));

    // Sums of at most 16 float64 entries in another order.
    static void AssertClose(Tensor expected, Tensor actual) => Assert.True(expected.allclose(actual, 1e-11, 1e-11));
}
