using TorchGradients.Configuration;
using static TorchGradients.Models.Initializers.MatrixInitializer;

namespace TorchGradients.Models.Initializers;

/// <summary>The initialisers of weights.</summary>
public static class Initializers
{
    const string He = "He et al., 2015, equation 10";
    const string LeCun = "LeCun et al., 1998, Efficient BackProp, section 4.6, equation 16";

    /// <summary>Family <c>initialization</c>.</summary>
    public static Registry<Initializer> All { get; } = new Registry<Initializer>("initialization")
        .Add<UnitGainOptions>("xavier-uniform", "U(-r, r), r = gain * sqrt(6 / (fan_in + fan_out))",
            "Glorot and Bengio, 2010, equation 16", o =>
            Uniform((i, j) => o.Gain * Math.Sqrt(6.0 / (i + j))))
        .Add<UnitGainOptions>("xavier-normal", "N(0, gain^2 * 2 / (fan_in + fan_out))",
            "Glorot and Bengio, 2010, equation 12", o =>
            Normal((i, j) => o.Gain * Math.Sqrt(2.0 / (i + j))))
        .Add<HeOptions>("he-uniform", "U(-r, r), r = gain * sqrt(3 / fan_in)", He, o =>
            Uniform((i, _) => o.Gain * Math.Sqrt(3.0 / i)))
        .Add<HeOptions>("he-normal", "N(0, gain^2 / fan_in)", He, o =>
            Normal((i, _) => o.Gain * Math.Sqrt(1.0 / i)))
        .Add("lecun-uniform", "U(-r, r), r = sqrt(3 / fan_in)", LeCun, () =>
            Uniform((i, _) => Math.Sqrt(3.0 / i)))
        .Add("lecun-normal", "N(0, 1 / fan_in)", LeCun, () =>
            Normal((i, _) => Math.Sqrt(1.0 / i)))
        .Add<UnitGainOptions>("orthogonal", "gain * Q, Q with orthonormal rows or columns",
            "Saxe, McClelland and Ganguli, 2014, section 3", o =>
            Orthogonal(o.Gain))
        .Add<NormalOptions>("normal", "N(mean, standardDeviation^2)", "none: without regard to the layer's size", o =>
            Normal((_, _) => o.StandardDeviation, o.Mean))
        .Add<UniformOptions>("uniform", "U(-range, range)", "none: without regard to the layer's size", o =>
            Uniform((_, _) => o.Range))
        .Add("torch-default", "U(-r, r), r = 1 / sqrt(fan_in)",
            "PyTorch's nn.Linear: kaiming-uniform with a = sqrt(5); Glorot and Bengio, 2010, equation 1", () =>
            Uniform((i, _) => 1 / Math.Sqrt(i)))
        .Add<ConstantOptions>("constant", "value", "none", o =>
            Constant(o.Value))
        .Add("zeros", "0", "none", () => Constant(0))
        .Add<LsuvOptions>("lsuv", "orthogonal, then each layer divided by its output's standard deviation on the first batch",
            "Mishkin and Matas, 2016, algorithm 1", o =>
            Orthogonal(1, new UnitVarianceScaling(o.Tolerance, o.MaximalIterations)));
}
