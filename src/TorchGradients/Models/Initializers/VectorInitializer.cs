namespace TorchGradients.Models.Initializers;

/// <summary>An initialiser of biases from its formula.</summary>
/// <param name="draw">fan_in, fan_out and the generator to a vector [fan_out] of float64.</param>
public sealed class VectorInitializer(Func<int, int, torch.Generator, Tensor> draw) : BiasInitializer
{
    /// <inheritdoc/>
    public override Tensor Draw(int fanIn, int fanOut, torch.Generator generator) => draw(fanIn, fanOut, generator);
}
