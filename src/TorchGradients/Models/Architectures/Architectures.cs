using TorchGradients.Configuration;

namespace TorchGradients.Models.Architectures;

/// <summary>The architectures.</summary>
public static class Architectures
{
    /// <summary>Family <c>architecture</c>.</summary>
    public static Registry<NetworkBuilder> All { get; } = new Registry<NetworkBuilder>("architecture")
        .Add("mlp", "depth hidden layers of width units, then the output layer", "Rumelhart, Hinton and Williams, 1986",
            () => Network.Build);
}
