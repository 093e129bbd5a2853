using Xunit;
using static TorchSharp.torch;
using Kinds = TorchGradients.Training.Losses.Losses;

namespace TorchGradients.Tests.Training.Losses;

public sealed class LossesTests
{
    const int Members = 3;
    const int Batch = 5;
    const int Classes = 4;

    public static TheoryData<string> Names => [.. Kinds.All.Components.Select(component => component.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Equals_the_function_of_torch_for_each_member(string name)
    {
        using var scope = NewDisposeScope();
        var (output, labels) = Some();

        var losses = Kinds.All.Create(name).Apply(output, labels);

        Assert.Equal([Members], losses.shape);
        for (int member = 0; member < Members; member++)
        {
            var expected = name == "mse"
                ? nn.functional.mse_loss(output[member], nn.functional.one_hot(labels[member], Classes).to(float64))
                : nn.functional.cross_entropy(output[member], labels[member]);
            Assert.Equal(expected.item<double>(), losses[member].item<double>(), 1e-14);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Numbers_agree_with_tensors_and_gradients_with_autograd_and_central_differences(string name)
    {
        using var scope = NewDisposeScope();
        var (output, labels) = Some();
        output.requires_grad_(true);
        var loss = Kinds.All.Create(name);
        var losses = loss.Apply(output, labels);
        losses.sum().backward();

        for (int member = 0; member < Members; member++)
        {
            double sum = 0;
            for (int sample = 0; sample < Batch; sample++)
            {
                double[] a = output.detach()[member, sample].data<double>().ToArray();
                int label = (int)labels[member, sample].item<long>();
                double[] gradient = new double[Classes];
                loss.Gradient(a, label, gradient);
                sum += loss.Value(a, label);

                for (int k = 0; k < Classes; k++)
                {
                    Assert.Equal(output.grad![member, sample, k].item<double>(), gradient[k] / Batch, 1e-14);
                    Assert.Equal(Slope(moved => loss.Value(moved, label), a, k), gradient[k], 1e-8);
                }
            }

            Assert.Equal(losses[member].item<double>(), sum / Batch, 1e-13);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void No_other_constant_is_better_than_the_best_for_the_frequencies(string name)
    {
        double[] frequencies = [0.5, 0.3, 0.15, 0.05];
        var loss = Kinds.All.Create(name);

        double[] best = loss.BestConstant(frequencies);

        // Both losses are convex, so the constant at which the mean gradient is 0 is the best.
        double[] mean = new double[best.Length];
        foreach (var (label, frequency) in frequencies.Index())
        {
            double[] gradient = new double[best.Length];
            loss.Gradient(best, label, gradient);
            for (int k = 0; k < mean.Length; k++) mean[k] += frequency * gradient[k];
        }

        Assert.All(mean, slope => Assert.Equal(0, slope, 1e-15));
    }

    [Fact]
    public void Cross_entropy_stays_finite_for_large_logits_and_exact_for_small_losses()
    {
        using var scope = NewDisposeScope();
        var loss = Kinds.All.Create("cross-entropy");
        var output = tensor(new[] { 1000.0, 0.0, -1000.0 }).view(1, 1, 3);

        Assert.Equal(2000, loss.Apply(output, tensor(new[] { 2L }).view(1, 1)).item<double>());
        Assert.Equal(2000, loss.Value([1000, 0, -1000], 2));
        Assert.Equal(0, loss.Value([1000, 0, -1000], 0));
        Assert.Equal(Math.Log(1 + 2 * Math.Exp(-20)), loss.Value([20, 0, 0], 0), 1e-15);
    }

    [Fact]
    public void Mean_squared_error_is_a_mean_over_batch_and_classes()
    {
        using var scope = NewDisposeScope();
        var output = tensor(new[] { 1.0, 2.0, 0.0, 3.0 }).view(1, 2, 2);
        var labels = tensor(new[] { 0L, 1L }).view(1, 2);

        var loss = Kinds.All.Create("mse").Apply(output, labels);

        Assert.Equal((0 + 4 + 0 + 4) / 4.0, loss.item<double>());
    }

    static (Tensor Output, Tensor Labels) Some()
    {
        using var generator = new Generator(5);
        return (randn([Members, Batch, Classes], float64, generator: generator) * 3,
            randint(Classes, [Members, Batch], int64, generator: generator));
    }

    static double Slope(Func<double[], double> function, double[] at, int k)
    {
        const double Width = 1e-5;
        double[] above = [.. at];
        double[] below = [.. at];
        above[k] += Width;
        below[k] -= Width;
        return (function(above) - function(below)) / (2 * Width);
    }
}
