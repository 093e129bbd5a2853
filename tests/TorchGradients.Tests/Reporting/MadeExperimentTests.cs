using TorchGradients.Configuration;
using TorchGradients.Probes;
using TorchGradients.Records;
using Xunit;

namespace TorchGradients.Tests.Reporting;

/// <summary>What reports are tested and timed on holds what the program records.</summary>
public sealed class MadeExperimentTests
{
    const int Depth = 4;

    [Fact]
    public void Every_quantity_that_there_is_has_a_value_a_layer_at_every_step_and_quotients_are_those_of_their_parts()
    {
        string path = Directory.CreateTempSubdirectory("made-").FullName;
        using ExperimentFolder folder = MadeExperiment.Write(
            ["none", "relu"], [Depth], seeds: 1, steps: 3, hasAll: true, path: path);
        string file = Path.Combine(path, $"remedy=relu,depth={Depth},seed=1", "records.clef");

        RecordEvent[] recorded = [.. RecordReader.Read(file).Where(one => one.Step == 20)];

        Assert.Equal(path, folder.Path);
        Assert.Equal(
            Quantities.All.Components.Select(quantity => quantity.Name).Append("test-accuracy").Order(),
            recorded.Select(one => one.Quantity).Order());
        foreach (ComponentDescription component in Quantities.All.Components)
        {
            Quantity quantity = Quantities.All.Create(component.Name);
            int count = quantity.IsScalar ? 1 : quantity.IsOfLayers ? Depth + 1 : 5;
            Assert.Equal((quantity.Name, count), (quantity.Name, Values(quantity.Name).Count));
        }

        AssertQuotients("update-ratio", Values("update-norm"), Values("weight-norm"));
        AssertQuotients("derivative-factor", Values("delta-norm"), Values("activation-gradient-norm"));
        AssertQuotients("weight-factor", Values("activation-gradient-norm"), [.. Values("delta-norm").Skip(1), null]);

        IReadOnlyList<double?> Values(string quantity) => recorded.Single(one => one.Quantity == quantity).Values;

        void AssertQuotients(string quantity, IReadOnlyList<double?> of, IReadOnlyList<double?> by)
        {
            foreach (var (layer, value) in Values(quantity).Index())
            {
                double? expected = of[layer] / by[layer];
                Assert.Equal(expected is null, value is null);
                if (expected is { } number) Assert.Equal(number, value!.Value, 1e-12 * number);
            }
        }
    }
}
