using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Benchmarks.Loops;

/// <summary>What is trained in a benchmark: a sigmoid network with the inputs and classes of <c>digits</c>.</summary>
/// <param name="Depth">Hidden layers.</param>
/// <param name="Width">Units of each.</param>
/// <param name="Batch">Samples in a batch.</param>
public sealed record NetworkShape(int Depth, int Width, int Batch)
{
    /// <summary>Inputs per sample.</summary>
    public const int Features = 64;

    /// <summary>Outputs per sample.</summary>
    public const int Classes = 10;

    /// <summary>
    /// Multiplications and additions in a member's step: the matrix products of the forward pass, and twice as many backwards
    /// but for the first layer, whose inputs need no gradient.
    /// </summary>
    public double OperationsPerStep =>
        2.0 * Batch * (2 * Features * Width + 3.0 * (Depth - 1) * Width * Width + 3.0 * Width * Classes);

    /// <summary>The <c>model</c> section.</summary>
    public JsonObject Model => new()
    {
        ["depth"] = Depth,
        ["width"] = Width,
        ["activation"] = "sigmoid",
        ["initialization"] = "xavier-normal",
    };

    /// <summary>A run of it, as the program resolves it.</summary>
    /// <param name="optimizer">With PyTorch's defaults.</param>
    /// <param name="engine"><c>torch</c> or <c>hand-rolled</c>.</param>
    /// <param name="precision"><c>float32</c> or <c>float64</c>.</param>
    public RunConfig Run(string optimizer, string engine, string precision) => new()
    {
        Data = new ComponentConfig("gaussian-noise", new JsonObject { ["batchSize"] = Batch, ["features"] = Features }),
        Model = new ModelConfig
        {
            Depth = Depth,
            Width = Width,
            Activation = new ComponentConfig("sigmoid"),
            Initialization = new ComponentConfig("xavier-normal"),
        },
        Training = new TrainingConfig { Optimizer = new ComponentConfig(optimizer), Engine = engine, Precision = precision },
    };

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Depth} × {Width}, batch {Batch}");
}
