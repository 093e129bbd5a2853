using TorchGradients.Configuration;
using TorchGradients.Models.Connections;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Randomness;

namespace TorchGradients.Models;

/// <summary>Draws the layers of a stacked network, each member's from its own seed by its own initialisers.</summary>
/// <param name="members">Who is drawn; what is not drawn is built as the first one has it.</param>
/// <param name="precision">float32 or float64; the draws are the same.</param>
/// <param name="device">Where the parameters live.</param>
sealed class DrawnNetwork(IReadOnlyList<NetworkMember> members, torch.ScalarType precision, torch.Device device)
{
    readonly ModelConfig _model = members[0].Model;
    readonly Initializer[] _weights = [.. members.Select(member => Initializers.Initializers.All.Create(member.Model.Initialization))];
    readonly BiasInitializer[] _biases = [.. members.Select(member => BiasInitializers.All.Create(member.Model.BiasInitialization))];

    /// <summary>What each member's initialiser does with the first batch; null for nothing.</summary>
    internal IReadOnlyList<UnitVarianceScaling?> Scalings => [.. _weights.Select(initializer => initializer.Scaling)];

    /// <summary><c>depth</c> hidden layers and the output layer.</summary>
    internal NetworkLayer[] Layers(int features, int classes)
    {
        using var scope = torch.NewDisposeScope();
        Normalization normalization = Normalizations.Normalizations.All.Create(_model.Normalization);
        Connection connection = Connections.Connections.All.Create(_model.Connection);

        var layers = new NetworkLayer[_model.Depth + 1];
        for (int number = 1; number <= layers.Length; number++)
        {
            bool isHidden = number <= _model.Depth;
            int inputs = number == 1 ? features : _model.Width;
            int units = isHidden ? _model.Width : classes;
            layers[number - 1] = new NetworkLayer(
                Draw(StreamPurposes.Weights, number, (i, generator) => _weights[i].Draw(inputs, units, generator)),
                isHidden && normalization.ReplacesBias
                    ? null
                    : Draw(StreamPurposes.Biases, number, (i, generator) => _biases[i].Draw(inputs, units, generator).unsqueeze(0)),
                Activations.Activations.All.Create(isHidden ? _model.Activation : _model.OutputActivation),
                isHidden ? normalization.Build(members.Count, units, precision, device) : null,
                normalization.AfterActivation,
                isHidden && normalization.NormalizesWeights,
                isHidden && connection.AddsInput(inputs, units));
        }

        return layers;
    }

    Tensor Draw(string purpose, int number, Func<int, torch.Generator, Tensor> draw) =>
        torch.stack([.. members.Select((member, i) =>
        {
            using torch.Generator generator = RandomStreams.Open(member.Seed, purpose, number);
            return draw(i, generator);
        })]).to(precision).to(device);
}
