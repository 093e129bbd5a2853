namespace TorchGradients.Training;

/// <summary>Copies numbers from the device: waits until everything before is done there.</summary>
sealed class DeviceCopy : INumberReader
{
    /// <inheritdoc/>
    public double[] Read(Tensor numbers)
    {
        using Tensor local = numbers.cpu();
        return local.data<double>().ToArray();
    }
}
