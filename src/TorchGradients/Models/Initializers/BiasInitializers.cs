using TorchGradients.Configuration;

namespace TorchGradients.Models.Initializers;

/// <summary>The initialisers of biases.</summary>
public static class BiasInitializers
{
    /// <summary>Family <c>bias initialization</c>.</summary>
    public static Registry<BiasInitializer> All { get; } = new Registry<BiasInitializer>("bias initialization")
        .Add("zeros", "0", "customary", () => VectorInitializer.Constant(0))
        .Add<ConstantOptions>("constant", "value", "none", o => VectorInitializer.Constant(o.Value))
        .Add<NormalOptions>("normal", "N(mean, standardDeviation^2)", "none", o => VectorInitializer.Normal(o.StandardDeviation, o.Mean))
        .Add<UniformOptions>("uniform", "U(-range, range)", "none", o => VectorInitializer.Uniform(_ => o.Range))
        .Add("torch-default", "U(-r, r), r = 1 / sqrt(fan_in)", "PyTorch's nn.Linear", () =>
            VectorInitializer.Uniform(fanIn => 1 / Math.Sqrt(fanIn)));
}
