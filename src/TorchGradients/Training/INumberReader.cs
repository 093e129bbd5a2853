namespace TorchGradients.Training;

/// <summary>Brings numbers from the device to the processor: the only way on which those of a step leave it.</summary>
public interface INumberReader
{
    /// <summary>The entries in their order, row by row.</summary>
    /// <param name="numbers">float64, of any shape, on any device.</param>
    double[] Read(Tensor numbers);
}
