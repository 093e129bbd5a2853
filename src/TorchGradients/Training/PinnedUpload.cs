namespace TorchGradients.Training;

/// <summary>Sends numbers to a GPU from pinned memory, which nobody waits for.</summary>
sealed class PinnedUpload : INumberSender
{
    /// <inheritdoc/>
    public Tensor Send(double[] numbers, long columns, torch.Device device) =>
        To(device, torch.tensor(numbers).view(-1, columns));

    /// <inheritdoc/>
    public Tensor Send(long[] places, torch.Device device) => To(device, torch.tensor(places));

    static Tensor To(torch.Device device, Tensor numbers) => device.type switch
    {
        DeviceType.CPU => numbers,
        DeviceType.CUDA => numbers.pin_memory().to(device, non_blocking: true),
        _ => numbers.to(device),
    };
}
