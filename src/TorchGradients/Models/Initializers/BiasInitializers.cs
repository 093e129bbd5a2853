using TorchGradients.Configuration;

namespace TorchGradients.Models.Initializers;

/// <summary>The initialisers of biases.</summary>
public static class BiasInitializers
{
    /// <summary>Family <c>bias initialization</c>.</summary>
    public static Registry<BiasInitializer> All { get; } = new Registry<BiasInitializer>("bias initialization")
        .Add("zeros", "0", "customary", () => new VectorInitializer((_, units, _) => torch.zeros([units], torch.float64)))
        .Add<ConstantOptions>("constant", "value", "none", o =>
            new VectorInitializer((_, units, _) => torch.full([units], o.Value, torch.float64)))
        .Add<NormalOptions>("normal", "N(mean, standardDeviation^2)", "none", o =>
            new VectorInitializer((_, units, g) => MatrixInitializer.Normal(1, units, g, o.StandardDeviation, o.Mean).squeeze(0)))
        .Add<UniformOptions>("uniform", "U(-range, range)", "none", o =>
            new VectorInitializer((_, units, g) => MatrixInitializer.Uniform(1, units, g, o.Range).squeeze(0)))
        .Add("torch-default", "U(-r, r), r = 1 / sqrt(fan_in)", "PyTorch's nn.Linear", () =>
            new VectorInitializer((fanIn, units, g) => MatrixInitializer.Uniform(1, units, g, 1 / Math.Sqrt(fanIn)).squeeze(0)));
}
