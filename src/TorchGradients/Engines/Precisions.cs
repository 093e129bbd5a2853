using TorchGradients.Configuration;

namespace TorchGradients.Engines;

/// <summary>The precision that a run computes in.</summary>
public static class Precisions
{
    /// <summary>float32 or float64: what the config names, else the engine's default.</summary>
    public static torch.ScalarType Of(RunConfig config) =>
        NameOf(config) == "float64" ? torch.ScalarType.Float64 : torch.ScalarType.Float32;

    /// <summary>The same as a config names it.</summary>
    public static string NameOf(RunConfig config) =>
        config.Training.Precision ?? EngineKinds.All.Create(config.Training.Engine).DefaultPrecision;
}
