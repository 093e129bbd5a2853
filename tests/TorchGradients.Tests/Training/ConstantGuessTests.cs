using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Tests.Data;
using TorchGradients.Training;
using TorchSharp;
using Xunit;
using Kinds = TorchGradients.Training.Losses.Losses;

namespace TorchGradients.Tests.Training;

public sealed class ConstantGuessTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cross-entropy")]
    [InlineData("mse")]
    public void Is_what_torch_says_of_the_same_output_for_every_row(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var data = Labels([0, 1, 1, 2, 1, 0], test: [1, 2, 0, 1]);

        var guess = ConstantGuess.On(data, Kinds.All.Create(name))!;

        // Trained on: two of class 0, three of class 1, one of class 2.
        var frequencies = torch.tensor(new[] { 2 / 6.0, 3 / 6.0, 1 / 6.0 }).expand(4, 3);
        var labels = torch.tensor(new long[] { 1, 2, 0, 1 });
        var expected = name == "mse"
            ? torch.nn.functional.mse_loss(frequencies, torch.nn.functional.one_hot(labels, 3).to(torch.float64))
            : torch.nn.functional.cross_entropy(frequencies.log(), labels);
        Assert.Equal(expected.item<double>(), guess.Loss, 1e-14);
        Assert.Equal(0.5, guess.Accuracy);
    }

    [Fact]
    public void A_class_that_was_never_trained_on_costs_cross_entropy_infinitely_much()
    {
        using var data = Labels([0, 1], test: [2]);

        Assert.Equal(new Evaluation(double.PositiveInfinity, 0), ConstantGuess.On(data, Kinds.All.Create("cross-entropy")));
        Assert.Equal(0.5, ConstantGuess.On(data, Kinds.All.Create("mse"))!.Loss, 1e-15); // (¼ + ¼ + 1) / 3
    }

    [Fact]
    public void What_is_held_back_is_not_trained_on()
    {
        // Held back: the last row, without which there are as many of class 0 as of class 1, and the first counts.
        using var data = Labels([0, 1, 0, 1, 1], test: [0, 0, 1], ("validationFraction", 0.2));

        Assert.Equal([2, 2], data.TrainClasses);
        Assert.Equal([2, 1], data.TestClasses);
        Assert.Equal(2 / 3.0, ConstantGuess.On(data, Kinds.All.Create("mse"))!.Accuracy, 1e-15);
    }

    [Fact]
    public void Leaves_no_tensor_alive()
    {
        using var data = Labels([0, 1], test: [1]);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        ConstantGuess.On(data, Kinds.All.Create("mse"));

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    PreparedData Labels(int[] train, int[] test, params (string Name, double Value)[] options)
    {
        var settings = new JsonObject
        {
            ["path"] = _folder.Write("set.csv", string.Concat(train.Concat(test).Select((label, row) => $"{row},{label}\n"))),
            ["hasHeader"] = false,
            ["batchSize"] = 1,
            ["testFraction"] = (double)test.Length / (train.Length + test.Length),
        };
        foreach (var (name, value) in options) settings[name] = value;
        return PreparedData.Prepare(new ComponentConfig("csv", settings), torch.float64, torch.CPU);
    }
}
