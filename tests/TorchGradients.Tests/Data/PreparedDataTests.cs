using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Data;

public sealed class PreparedDataTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Standardizes_all_parts_by_mean_and_deviation_of_what_is_trained_on_alone()
    {
        // Trained on: 1, 3, 5, 7 (after trainLimit 3, of which one row is held back): mean 4, population variance 5.
        using var data = Prepare(Csv("1,3,0\n5,7,1\n9,11,0\n1000,1000,1\n13,2000,1\n",
            new JsonObject { ["trainLimit"] = 3, ["validationFraction"] = 0.34, ["batchSize"] = 2 }), torch.float64);
        double deviation = Math.Sqrt(5);

        AssertClose([-3 / deviation, -1 / deviation, 1 / deviation, 3 / deviation], data.TrainInputs);
        AssertClose([5 / deviation, 7 / deviation], data.ValidationInputs!);
        AssertClose([9 / deviation, 1996 / deviation], data.TestInputs);
        Assert.Equal([0, 1], data.TrainLabels.data<long>().ToArray());
        Assert.Equal([0], data.ValidationLabels!.data<long>().ToArray());
        Assert.Equal([1], data.TestLabels.data<long>().ToArray());
        Assert.Equal((2, 2, 2), (data.Features, data.Classes, data.TrainRows));
    }

    [Fact]
    public void Standardizes_digits_by_the_sums_that_Python_finds()
    {
        using var data = Prepare(new ComponentConfig("digits"), torch.float64);
        double mean = 468_645.0 / 96_000;                                     // sum of the first 1,500 rows' values
        double deviation = Math.Sqrt(5_744_313.0 / 96_000 - mean * mean);     // sum of their squares
        double[] row = data.TrainInputs[0].data<double>().ToArray();
        Assert.Equal((5 - mean) / deviation, row[2], 12);
        Assert.Equal((0 - mean) / deviation, row[0], 12);
        Assert.Null(data.ValidationInputs);
    }

    [Fact]
    public void Standardizes_bytes_as_if_they_were_numbers()
    {
        using var scope = torch.NewDisposeScope();
        using var data = Prepare(new ComponentConfig("fashion-mnist",
            new JsonObject { ["trainLimit"] = 500, ["testLimit"] = 7 }), torch.float64);
        using var raw = DataSets.All.Create("fashion-mnist").Load();
        var unit = raw.TrainInputs.narrow(0, 0, 500).to(torch.float64) / 255;
        var expected = (unit - unit.mean()) / unit.std(unbiased: false);

        // torch finds the deviation of 392,000 values in one pass, which costs it some digits.
        Assert.InRange((data.TrainInputs - expected).abs().max().item<double>(), 0, 1e-11);
        Assert.Equal([7L, 784L], data.TestInputs.shape);
    }

    [Fact]
    public void Divides_by_the_largest_possible_value_with_unit_and_leaves_values_alone_with_none()
    {
        using var digits = Prepare(new ComponentConfig("digits", new JsonObject { ["scaling"] = "unit" }),
            torch.float32);
        Assert.Equal(torch.float32, digits.TrainInputs.dtype);
        Assert.Equal([0, 0, 5 / 16f, 13 / 16f], digits.TrainInputs.data<float>().ToArray()[..4]);

        using var raw = Prepare(new ComponentConfig("fashion-mnist",
            new JsonObject { ["scaling"] = "none", ["trainLimit"] = 100 }), torch.float32);
        Assert.Equal(76_247, raw.TrainInputs[0].sum().item<float>());

        using var csv = Prepare(Csv("1,-4,0\n2,3,1\n8,8,1\n",
            new JsonObject { ["scaling"] = "unit", ["batchSize"] = 1 }), torch.float64);
        Assert.Equal([0.25, -1, 0.5, 0.75],
            csv.TrainInputs.data<double>().ToArray()); // 4: the largest magnitude trained on
    }

    [Fact]
    public void Made_sets_are_left_as_they_are()
    {
        using var data = Prepare(new ComponentConfig("gaussian-noise"), torch.float64);
        using var raw = DataSets.All.Create("gaussian-noise").Load();
        Assert.Equal(raw.TrainInputs.data<double>().ToArray(), data.TrainInputs.data<double>().ToArray());
    }

    [Fact]
    public void Equal_values_throughout_are_told() => AssertProblem(
        Csv("0.1,0.1,0\n0.1,0.1,1\n1,1,1\n", new JsonObject { ["batchSize"] = 1 }),
        "data:scaling is 'standardize', but every value of the training part is 0.1. Set it to 'none'.");

    [Fact]
    public void A_batch_larger_than_what_is_trained_on_is_told() => AssertProblem(
        new ComponentConfig("digits",
            new JsonObject { ["batchSize"] = 91, ["trainLimit"] = 100, ["validationFraction"] = 0.1 }),
        "data:batchSize is 91, but the training part has only 90 rows. Use at most 90, or train on more rows.");

    [Fact]
    public void A_validation_fraction_that_holds_back_nothing_is_told() => AssertProblem(
        new ComponentConfig("digits",
            new JsonObject { ["batchSize"] = 1, ["trainLimit"] = 4, ["validationFraction"] = 0.1 }),
        "data:validationFraction is 0.1, which holds back none of 4 rows. Make it larger, or 0.");

    [Fact]
    public void A_validation_fraction_that_leaves_nothing_to_train_on_is_told() => AssertProblem(
        new ComponentConfig("digits",
            new JsonObject { ["batchSize"] = 1, ["trainLimit"] = 4, ["validationFraction"] = 0.9 }),
        "data:validationFraction is 0.9, which holds back all of 4 rows. Make it smaller.");

    [Fact]
    public void Everything_that_the_data_cannot_give_is_told_at_once() => Assert.Equal(
        [
            "data:trainLimit is 1501, but the training part has only 1500 rows, so it has no effect. "
                + "Use at most 1500, or leave it out.",
            "data:testLimit is 298, but the test part has only 297 rows, so it has no effect. "
                + "Use at most 297, or leave it out.",
            "data:batchSize is 1501, but the training part has only 1500 rows. Use at most 1500, or train on more rows.",
        ],
        PreparedData.Check(new ComponentConfig("digits",
            new JsonObject { ["batchSize"] = 1501, ["trainLimit"] = 1501, ["testLimit"] = 298 }))
            .Select(problem => problem.ToString()));

    [Fact]
    public void Limits_that_are_just_what_there_is_are_fine() => Assert.Empty(PreparedData.Check(
        new ComponentConfig("digits", new JsonObject { ["trainLimit"] = 1500, ["testLimit"] = 297 })));

    [Fact]
    public void Every_set_that_needs_no_file_passes_the_check()
    {
        foreach (var component in DataSets.All.Components.Where(component => component.Name is not ("idx" or "csv")))
        {
            Assert.Empty(PreparedData.Check(new ComponentConfig(component.Name)));
        }
    }

    [Fact]
    public void Leaves_no_tensor_alive_and_outlives_the_callers_scope()
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        PreparedData data;
        using (torch.NewDisposeScope()) data = Prepare(new ComponentConfig("digits"), torch.float32);

        Assert.Equal([1500L, 64L], data.TrainInputs.shape);
        data.Dispose();
        PreparedData.Check(new ComponentConfig("spirals"));
        DataSets.All.Create("fashion-mnist").Load().Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    ComponentConfig Csv(string rows, JsonObject options)
    {
        options["path"] = _folder.Write("set.csv", rows);
        options["hasHeader"] = false;
        return new ComponentConfig("csv", options);
    }

    static PreparedData Prepare(ComponentConfig data, torch.ScalarType precision) =>
        PreparedData.Prepare(data, precision, torch.CPU);

    static void AssertClose(double[] expected, torch.Tensor actual)
    {
        double[] values = actual.data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    static void AssertProblem(ComponentConfig data, string message)
    {
        Assert.Equal(message, Assert.Single(PreparedData.Check(data)).ToString());
        Assert.Equal(message, Assert.Throws<DataException>(() => Prepare(data, torch.float32)).Message);
    }
}
