using TorchGradients.Training;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>Of a device that has shapes but no numbers: zeros, as many as there would be.</summary>
sealed class BlindReader : INumberReader
{
    public double[] Read(Tensor numbers) => new double[numbers.numel()];
}
