using TorchGradients.Configuration;
using Xunit;
using static TorchSharp.torch;
using Bounds = TorchGradients.Training.Clipping.Clippings;

namespace TorchGradients.Tests.Training.Clipping;

public sealed class ClippingsTests
{
    public static TheoryData<string> Names => [.. Bounds.All.Components.Select(component => component.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Tensors_and_flat_arrays_are_bounded_alike_and_each_member_by_itself(string name)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var weight = randn([3, 4, 5], float64, generator: generator);
        var bias = randn([3, 1, 5], float64, generator: generator) * 3;
        var alone = Enumerable.Range(0, 3)
            .Select(member => new[] { Flat(weight[member]), Flat(bias[member]) }).ToArray();
        var clipping = Bounds.All.Create(name);

        clipping.Apply([weight, bias]);

        for (int member = 0; member < 3; member++)
        {
            clipping.Apply(alone[member]);
            Assert.Equal(alone[member][0], Flat(weight[member]), Close);
            Assert.Equal(alone[member][1], Flat(bias[member]), Close);
        }
    }

    [Fact]
    public void The_norm_of_all_gradients_together_comes_down_to_the_maximum_and_direction_stays()
    {
        using var scope = NewDisposeScope();
        var first = tensor(new[] { 3.0, 0.0 }).view(1, 2);
        var second = tensor(new[] { 0.0, 4.0 }).view(1, 2);

        Bounds.All.Create(new ComponentConfig("norm", new() { ["maximum"] = 2 })).Apply([first, second]);

        Assert.Equal([1.2, 0], Flat(first), Near);
        Assert.Equal([0, 1.6], Flat(second), Near);
    }

    [Fact]
    public void Gradients_too_small_or_too_large_for_squares_in_float32_are_bounded_rightly()
    {
        using var scope = NewDisposeScope();
        var small = full([1, 10, 10], 1e-30f, float32);
        var large = full([1, 10, 10], 1e25f, float32);
        var clipping = Bounds.All.Create("norm");

        clipping.Apply([small]);
        clipping.Apply([large]);

        Assert.Equal(1e-30f, small[0, 0, 0].item<float>());
        Assert.Equal(0.1f, large[0, 0, 0].item<float>(), 1e-6f);
    }

    [Fact]
    public void Values_beyond_the_maximum_are_cut_off_at_it()
    {
        using var scope = NewDisposeScope();
        var gradient = tensor(new[] { -7.0, 0.25, 3.0 }).view(1, 3);

        Bounds.All.Create(new ComponentConfig("value", new() { ["maximum"] = 0.5 })).Apply([gradient]);

        Assert.Equal([-0.5, 0.25, 0.5], Flat(gradient));
    }

    static bool Close(double x, double y) => Math.Abs(x - y) < 1e-14;

    static bool Near(double x, double y) => Math.Abs(x - y) < 1e-6;   // the published 1e-6 beside the norm

    static double[] Flat(Tensor tensor) => tensor.contiguous().data<double>().ToArray();
}
