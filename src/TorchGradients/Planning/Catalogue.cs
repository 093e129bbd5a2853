using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.Models.Activations;
using TorchGradients.Models.Architectures;
using TorchGradients.Models.Connections;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Probes;
using TorchGradients.Training.Clipping;
using TorchGradients.Training.Losses;
using TorchGradients.Training.Optimizers;
using TorchGradients.Training.Schedules;

namespace TorchGradients.Planning;

/// <summary>Every family of components: what <c>list</c>, <c>check</c>, the schema and the tests walk.</summary>
public static class Catalogue
{
    /// <summary>The families in the order of a config.</summary>
    public static IReadOnlyList<IRegistry> All { get; } =
    [
        DataSets.All, Architectures.All, Activations.All, Initializers.All, BiasInitializers.All, Normalizations.All,
        Connections.All, Losses.All, Optimizers.All, Schedules.All, Clippings.All, EngineKinds.All, Quantities.All,
    ];
}
