using TorchGradients.Training;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>Counts how often numbers go to the device.</summary>
sealed class CountingSender : INumberSender
{
    public int Sendings { get; private set; }

    public Tensor Send(double[] numbers, long columns, Device device)
    {
        Sendings++;
        return tensor(numbers).view(-1, columns).to(device);
    }

    public Tensor Send(long[] places, Device device)
    {
        Sendings++;
        return tensor(places).to(device);
    }
}
