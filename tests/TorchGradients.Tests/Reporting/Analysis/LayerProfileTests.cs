using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using Xunit;

namespace TorchGradients.Tests.Reporting.Analysis;

public sealed class LayerProfileTests
{
    [Fact]
    public void Takes_each_quantity_at_the_first_and_at_the_last_step_with_an_error_term()
    {
        var records = new RunRecords();
        records.AddLayers("delta-norm", 5, [1, 4]);
        records.AddLayers("delta-norm", 9, [3, 4]);
        records.AddLayers("update-ratio", 0, [0.1, 0.2]);
        records.AddLayers("update-ratio", 12, [0.3, 0.4]);
        records.AddLayers("weight-factor", 5, [0.5, null]);
        records.AddScalar("train-loss", 0, 7);

        var first = LayerProfile.AtFirst(records);
        var last = LayerProfile.AtLast(records);

        Assert.Equal(5, first.Step);
        Assert.Equal(
            [
                new LayerState(1, 1, 0.25, 0.5, null, 0.1, null, null, null),
                new LayerState(2, 4, null, null, null, 0.2, null, null, null),
            ],
            first.Layers);
        Assert.Equal((9, 0.75, 0.1), (last.Step, last.Layers[0].Attenuation, last.Layers[0].UpdateRatio));
    }

    [Fact]
    public void Is_empty_without_records() => Assert.Empty(LayerProfile.AtFirst(new RunRecords()).Layers);
}
