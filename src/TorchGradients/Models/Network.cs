using TorchGradients.Configuration;
using TorchGradients.Models.Initializers;
using TorchGradients.Records;

namespace TorchGradients.Models;

/// <summary>
/// A network of L layers for one or several members, stacked on a leading axis: activations [member, batch, units].
/// Each
/// member's weights come from its own seed, so they do not depend on who stands beside it.
/// </summary>
public sealed class Network : IDisposable
{
    readonly IReadOnlyList<UnitVarianceScaling?> _scalings;
    readonly Dictionary<Tensor, int> _positions = new(ReferenceEqualityComparer.Instance);

    Network(IReadOnlyList<NetworkLayer> layers, IReadOnlyList<UnitVarianceScaling?> scalings, int members)
    {
        Layers = layers;
        MemberCount = members;
        _scalings = scalings;
        Parameters = [.. layers.SelectMany(layer => layer.Parameters)];
        foreach ((int i, Tensor parameter) in Parameters.Index()) _positions[parameter] = i;
        Store = new ParameterStore(Parameters);
    }

    /// <summary>Number of members on the leading axis.</summary>
    public int MemberCount { get; }

    /// <summary>Layers 1 … L, the output layer last.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>All that is trained, layer by layer.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>A parameter's position among all.</summary>
    public int PositionOf(Tensor parameter) => _positions[parameter];

    /// <summary>Where they live.</summary>
    public ParameterStore Store { get; }

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
        ModelConfig model, int features, int classes, IReadOnlyList<long> seeds, torch.ScalarType precision, torch.Device device) =>
        Build([.. seeds.Select(seed => new NetworkMember(model, seed))], features, classes, precision, device);

    /// <summary>The same, with members that may differ in their initialisers too.</summary>
    public static Network Build(
        IReadOnlyList<NetworkMember> members, int features, int classes, torch.ScalarType precision, torch.Device device)
    {
        var drawn = new DrawnNetwork(members, precision, device);
        return new Network(drawn.Layers(features, classes), drawn.Scalings, members.Count);
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
    /// a_L [member, batch, classes] in evaluation mode, outside autograd; of the layers on the way only one is kept at a time.
    /// </summary>
    /// <param name="inputs">[member, batch, features].</param>
    public Tensor Evaluate(Tensor inputs)
    {
        using var withoutGradients = torch.no_grad();
        Tensor a = inputs;
        foreach (NetworkLayer layer in Layers)
        {
            using var scope = torch.NewDisposeScope();
            Tensor output = layer.Forward(a, training: false, retainGradients: false).Output.MoveToOuterDisposeScope();
            if (!ReferenceEquals(a, inputs)) a.Dispose();
            a = output;
        }

        return a;
    }

    /// <summary>
    /// For <c>lsuv</c>: divides each layer's weights, from the input on, by the standard deviation of W a + b over the
    /// batch, until its variance is one. Does nothing to members with another initialiser; running statistics of batch
    /// norm stay as they are.
    /// </summary>
    /// <param name="inputs">The first batch: [member, batch, features].</param>
    public void ScaleToUnitVariance(Tensor inputs) => UnitVarianceFit.Apply(Layers, _scalings, inputs);

    /// <summary>A member's weights under their names in safetensors files, transposed to [out, in].</summary>
    public IReadOnlyList<NamedArray> Weights(int member) => NetworkWeights.Of(this, member);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NetworkLayer layer in Layers) layer.Dispose();
        Store.Dispose();
    }
}
