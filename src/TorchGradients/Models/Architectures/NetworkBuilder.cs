using TorchGradients.Configuration;

namespace TorchGradients.Models.Architectures;

/// <summary>Puts a network together; parameters as in <see cref="Network.Build"/>.</summary>
public delegate Network NetworkBuilder(
    ModelConfig model, int features, int classes, IReadOnlyList<long> seeds, torch.ScalarType precision, torch.Device device);
