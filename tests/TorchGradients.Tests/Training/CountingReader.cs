using TorchGradients.Training;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>Counts how often numbers leave the device.</summary>
sealed class CountingReader : INumberReader
{
    public int Readings { get; private set; }

    public double[] Read(Tensor numbers)
    {
        Readings++;
        return numbers.cpu().data<double>().ToArray();
    }
}
