using TorchGradients.Configuration;

namespace TorchGradients.Engines;

/// <summary>The engines.</summary>
public static class EngineKinds
{
    /// <summary>Family <c>engine</c>.</summary>
    public static Registry<EngineKind> All { get; } = new Registry<EngineKind>("engine")
        .Add("torch", "TorchSharp modules' arithmetic and autograd, on a leading member axis", "TorchSharp",
            () => new TorchEngineKind())
        .Add("hand-rolled", "forward, delta_l = (W_(l+1)^T delta_(l+1)) * phi'(z_l), gradients and updates spelled out, in double precision",
            "Rumelhart, Hinton and Williams, 1986", () => new HandRolledEngineKind());
}
