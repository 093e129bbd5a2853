namespace TorchGradients.Data;

/// <summary>A data set as its source holds it, on the processor; owns its tensors.</summary>
/// <param name="TrainInputs">[rows, features], uint8 or float64.</param>
/// <param name="TrainLabels">[rows], int64, 0 … Classes − 1.</param>
/// <param name="TestInputs">[rows, features], of the same type.</param>
/// <param name="TestLabels">[rows], int64.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="LargestValue">The largest value that an input can have; null where that is not known.</param>
public sealed record RawData(
    Tensor TrainInputs, Tensor TrainLabels, Tensor TestInputs, Tensor TestLabels, int Classes, double? LargestValue)
    : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        TrainInputs.Dispose();
        TrainLabels.Dispose();
        TestInputs.Dispose();
        TestLabels.Dispose();
    }
}
