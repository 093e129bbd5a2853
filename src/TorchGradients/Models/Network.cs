using TorchGradients.Configuration;
using TorchGradients.Models.Connections;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Randomness;
using TorchGradients.Records;

namespace TorchGradients.Models;

/// <summary>
/// A network of L layers for one or several members, stacked on a leading axis: activations [member, batch, units].
/// Each
/// member's weights come from its own seed, so they do not depend on who stands beside it.
/// </summary>
public sealed class Network : IDisposable
{
    readonly Initializer _initializer;

    Network(IReadOnlyList<NetworkLayer> layers, Initializer initializer)
    {
        Layers = layers;
        _initializer = initializer;
        Parameters = [.. layers.SelectMany(layer => layer.Parameters)];
    }

    /// <summary>Layers 1 … L, the output layer last.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>All that is trained, layer by layer.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>
    /// A multilayer perceptron: <c>depth</c> hidden layers of <c>width</c> units and an output layer.
    /// </summary>
    /// <param name="model">What it is made of.</param>
    /// <param name="features">Inputs per sample.</param>
    /// <param name="classes">Outputs per sample.</param>
    /// <param name="seeds">One per member.</param>
    /// <param name="precision">float32 or float64; the draws are the same.</param>
    /// <param name="device">Where the parameters live.</param>
    public static Network Build(
        ModelConfig model, int features, int classes, IReadOnlyList<long> seeds, torch.ScalarType precision, torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        Initializer initializer = Initializers.Initializers.All.Create(model.Initialization);
        BiasInitializer biases = BiasInitializers.All.Create(model.BiasInitialization);
        Normalization normalization = Normalizations.Normalizations.All.Create(model.Normalization);
        Connection connection = Connections.Connections.All.Create(model.Connection);
        var layers = new NetworkLayer[model.Depth + 1];
        for (int number = 1; number <= layers.Length; number++)
        {
            bool isHidden = number <= model.Depth;
            int inputs = number == 1 ? features : model.Width;
            int units = isHidden ? model.Width : classes;
            layers[number - 1] = new NetworkLayer(
                Draw(StreamPurposes.Weights, number, generator => initializer.Draw(inputs, units, generator)),
                isHidden && normalization.ReplacesBias
                    ? null
                    : Draw(StreamPurposes.Biases, number, generator => biases.Draw(inputs, units, generator).unsqueeze(0)),
                Activations.Activations.All.Create(isHidden ? model.Activation : model.OutputActivation),
                isHidden ? normalization.Build(seeds.Count, units, precision, device) : null,
                normalization.AfterActivation,
                isHidden && normalization.NormalizesWeights,
                isHidden && connection.AddsInput(inputs, units));
        }

        return new Network(layers, initializer);

        Tensor Draw(string purpose, int number, Func<torch.Generator, Tensor> draw) => torch.stack([.. seeds.Select(seed =>
        {
            using torch.Generator generator = RandomStreams.Open(seed, purpose, number);
            return draw(generator);
        })]).to(precision).to(device);
    }

    /// <summary>A forward pass.</summary>
    /// <param name="inputs">[member, batch, features].</param>
    /// <param name="training">Whether batch norm uses the batch's statistics, and follows them.</param>
    /// <param name="retainGradients">Whether z_l, φ(z_l) and effective weights keep their gradients for probes.</param>
    public NetworkTrace Trace(Tensor inputs, bool training, bool retainGradients)
    {
        var traces = new LayerTrace[Layers.Count];
        Tensor a = inputs;
        for (int i = 0; i < traces.Length; i++)
        {
            (traces[i], a) = Layers[i].Forward(a, training, retainGradients);
        }

        return new NetworkTrace(traces, a);
    }

    /// <summary>
    /// For <c>lsuv</c>: divides each layer's weights, from the input on, by the standard deviation of W a + b over the
    /// batch, until
    /// its variance is one. Does nothing for other initialisers; running statistics of batch norm stay as they are.
    /// </summary>
    /// <param name="inputs">The first batch: [member, batch, features].</param>
    public void ScaleToUnitVariance(Tensor inputs)
    {
        if (_initializer.Scaling is not { } scaling) return;

        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        Dictionary<Tensor, Tensor> statistics = Layers
            .SelectMany(layer => new[] { layer.Normalization?.RunningMean, layer.Normalization?.RunningVariance })
            .OfType<Tensor>().ToDictionary(statistic => statistic, statistic => statistic.clone());
        Tensor a = inputs;
        foreach (NetworkLayer layer in Layers)
        {
            for (int i = 0; i < scaling.MaximalIterations; i++)
            {
                Tensor deviation = layer.Affine(a, layer.EffectiveWeight()).std([1, 2], unbiased: false, keepdim: true);
                Tensor isOff = ((deviation.square() - 1).abs() > scaling.Tolerance) & (deviation > 0);   // [member, 1, 1]
                if (!isOff.any().item<bool>()) break;
                // A member that is there already stays as it is, so that it does not depend on who stands beside it.
                (layer.WeightScale ?? layer.Weight).div_(torch.where(isOff, deviation, torch.ones_like(deviation)));
            }

            a = layer.Forward(a, training: true, retainGradients: false).Output;
        }

        foreach ((Tensor statistic, Tensor before) in statistics) statistic.copy_(before);
    }

    /// <summary>A member's weights under their names in safetensors files, transposed to [out, in].</summary>
    public IReadOnlyList<NamedArray> Weights(int member) => NetworkWeights.Of(this, member);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NetworkLayer layer in Layers) layer.Dispose();
    }
}
