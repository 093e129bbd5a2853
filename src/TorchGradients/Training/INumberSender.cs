namespace TorchGradients.Training;

/// <summary>Brings numbers from the processor to the device: the only way on which those of a step get there.</summary>
public interface INumberSender
{
    /// <summary>The numbers in a tensor [row, column] on the device, in the caller's scope.</summary>
    /// <param name="numbers">Row by row.</param>
    /// <param name="columns">How many are in a row.</param>
    /// <param name="device">Where they go.</param>
    Tensor Send(double[] numbers, long columns, torch.Device device);

    /// <summary>
    /// Places, as operators that select take them: int64 in one row on the device, in the caller's scope.
    /// </summary>
    /// <param name="places">The places.</param>
    /// <param name="device">Where they go.</param>
    Tensor Send(long[] places, torch.Device device);
}
