namespace TorchGradients.Training;

/// <summary>Sends numbers to a GPU from pinned memory, which nobody waits for.</summary>
sealed class PinnedUpload : INumberSender
{
    /// <inheritdoc/>
    public Tensor Send(double[] numbers, long columns, torch.Device device)
    {
        Tensor rows = torch.tensor(numbers).view(-1, columns);
        return device.type == DeviceType.CUDA ? rows.pin_memory().to(device, non_blocking: true) : rows.to(device);
    }
}
