using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Randomness;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Data.Sources;

public sealed class MadeSetTests
{
    public static TheoryData<string, int, int> Sets { get; } = new()
    {
        { "spirals", 2, 3 },
        { "gaussian-clusters", 64, 10 },
        { "parity", 64, 2 },
        { "teacher", 64, 10 },
        { "gaussian-noise", 64, 10 },
    };

    [Theory, MemberData(nameof(Sets))]
    public void Has_the_defaults_of_the_contract(string name, int features, int classes)
    {
        var source = DataSets.All.Create(name);
        using var data = source.Load();

        Assert.True(source.IsMade);
        Assert.Equal([4096L, features], data.TrainInputs.shape);
        Assert.Equal([819L, features], data.TestInputs.shape);
        Assert.Equal(classes, data.Classes);
        Assert.Equal(torch.float64, data.TrainInputs.dtype);
        Assert.Equal(Enumerable.Range(0, classes).Select(i => (long)i),
            data.TrainLabels.data<long>().Distinct().Order());
    }

    [Theory, MemberData(nameof(Sets))]
    public void Is_the_same_to_the_last_bit_after_unrelated_draws_and_another_with_another_data_seed(
        string name, int features, int classes)
    {
        _ = (features, classes);
        double[] first = Inputs(name, 0);
        torch.manual_seed(3);
        torch.randn(100).Dispose();
        double[] other = Inputs(name, 1);

        Assert.Equal(first, Inputs(name, 0));
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Gaussian_noise_has_mean_0_and_variance_1()
    {
        using var data = DataSets.All.Create("gaussian-noise").Load();
        double deviation = 1 / Math.Sqrt(data.TrainInputs.numel()); // of the mean
        Assert.InRange(data.TrainInputs.mean().item<double>(), -4 * deviation, 4 * deviation);
        Assert.InRange(data.TrainInputs.var().item<double>(), 1 - 6 * deviation, 1 + 6 * deviation);
    }

    [Fact]
    public void Parity_counts_the_ones()
    {
        using var data = DataSets.All.Create(new ComponentConfig("parity",
            new JsonObject { ["features"] = 5, ["classes"] = 3 })).Load();
        double[] inputs = data.TrainInputs.data<double>().ToArray();
        Assert.All(inputs, value => Assert.Equal(1, Math.Abs(value)));
        Assert.Equal(data.TrainLabels.data<long>().ToArray(),
            inputs.Chunk(5).Select(row => row.Count(value => value > 0) % 3L));
    }

    [Fact]
    public void Spirals_lie_on_their_arms()
    {
        using var data = DataSets.All.Create("spirals").Load();
        long[] labels = data.TrainLabels.data<long>().ToArray();
        double[] distances = [.. data.TrainInputs.data<double>().ToArray().Chunk(2).Select((point, row) =>
        {
            double radius = Math.Sqrt(point[0] * point[0] + point[1] * point[1]);
            double angle = 2 * Math.PI * (radius + labels[row] / 3.0);
            double x = point[0] - radius * Math.Cos(angle);
            double y = point[1] - radius * Math.Sin(angle);
            return Math.Sqrt(x * x + y * y);
        })];
        Assert.InRange(distances.Max(), 0, 0.8); // noise 0.02, times up to 1 + 2π, at five deviations
        Assert.InRange(distances.Average(), 0, 0.1);
    }

    [Fact]
    public void Gaussian_clusters_have_variance_1_around_each_class_mean()
    {
        using var data = DataSets.All.Create("gaussian-clusters").Load();
        double[][] rows = [.. data.TrainInputs.data<double>().ToArray().Chunk(64)];
        long[] labels = data.TrainLabels.data<long>().ToArray();
        foreach (var cluster in rows.Zip(labels).GroupBy(pair => pair.Second, pair => pair.First))
        {
            double[][] members = [.. cluster];
            double variance = Enumerable.Range(0, 64).Average(i =>
            {
                double mean = members.Average(row => row[i]);
                return members.Sum(row => (row[i] - mean) * (row[i] - mean)) / (members.Length - 1);
            });
            Assert.InRange(variance, 0.95, 1.05);
        }
    }

    [Fact]
    public void A_teachers_labels_are_those_of_its_network()
    {
        using var scope = torch.NewDisposeScope();
        using var data = DataSets.All.Create("teacher").Load();
        var weights = Weights(1, 64).T;
        var outputs = Weights(2, 10).T;

        double[] x = data.TrainInputs[5].data<double>().ToArray();
        double[] hidden = [.. Enumerable.Range(0, 64).Select(unit =>
            Math.Tanh(Enumerable.Range(0, 64).Sum(i => x[i] * weights[unit, i].item<double>() / 8)))];
        double[] scores = [.. Enumerable.Range(0, 10).Select(unit =>
            Enumerable.Range(0, 64).Sum(i => hidden[i] * outputs[unit, i].item<double>() / 8))];

        Assert.Equal(data.TrainLabels[5].item<long>(), Array.IndexOf(scores, scores.Max()));
    }

    static torch.Tensor Weights(int stream, int units)
    {
        using var generator = RandomStreams.Open(0, StreamPurposes.MadeData, stream);
        return torch.randn([64, units], torch.float64, generator: generator);
    }

    static double[] Inputs(string name, int dataSeed)
    {
        using var data = DataSets.All.Create(new ComponentConfig(name,
            new JsonObject { ["dataSeed"] = dataSeed })).Load();
        return [.. data.TrainInputs.data<double>(), .. data.TestInputs.data<double>(),
            .. data.TrainLabels.data<long>().Select(label => (double)label)];
    }
}
