using System.Globalization;
using TorchGradients.Configuration;
using TorchGradients.Models.Activations;
using TorchGradients.Models.Connections;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Training.Losses;

namespace TorchGradients.Theory;

/// <summary>A network as the mean-field equations see it, and what keeps them from holding for it.</summary>
/// <param name="Layers">Layers 1 … L.</param>
/// <param name="Obstacles">
/// Sentences on what the equations do not cover; where there is one, no prediction is made.
/// </param>
/// <param name="Loss">What δ_L is the gradient of; null: a δ_L that knows nothing of z_L.</param>
public sealed record NetworkSettings(IReadOnlyList<LayerSetting> Layers, IReadOnlyList<string> Obstacles, Loss? Loss)
{
    /// <summary>The layers that a config describes.</summary>
    /// <param name="model">The network.</param>
    /// <param name="features">Inputs per sample.</param>
    /// <param name="classes">Outputs per sample.</param>
    /// <param name="loss">The loss; null: a δ_L that knows nothing of z_L.</param>
    public static NetworkSettings Of(ModelConfig model, int features, int classes, ComponentConfig? loss)
    {
        Initializer initializer = Initializers.All.Create(model.Initialization);
        BiasInitializer biases = BiasInitializers.All.Create(model.BiasInitialization);
        Normalization normalization = Normalizations.All.Create(model.Normalization);
        Connection connection = Connections.All.Create(model.Connection);
        Activation hidden = Activations.All.Create(model.Activation);
        Activation output = Activations.All.Create(model.OutputActivation);

        var layers = new LayerSetting[model.Depth + 1];
        var known = new Dictionary<(bool IsHidden, double Mean), ActivationMoments>();
        ActivationMoments? inGroups = null;   // of all hidden layers, which have the same width
        for (int number = 1; number <= layers.Length; number++)
        {
            bool isHidden = number <= model.Depth;
            int inputs = number == 1 ? features : model.Width;
            int units = isHidden ? model.Width : classes;
            NormalizationStatistics? statistics = isHidden ? normalization.Statistics : null;
            EntryMoments bias = isHidden && normalization.ReplacesBias ? new EntryMoments(0, 0) : biases.Moments(inputs, units);
            bool isBefore = statistics is not null && !normalization.AfterActivation;
            var layer = new LayerSetting(
                number, inputs, units, initializer.Moments(inputs, units), bias,
                Moments(isHidden, isBefore ? 0 : bias.Mean),
                isHidden && connection.AddsInput(inputs, units),
                isBefore ? statistics : null,
                normalization.AfterActivation ? statistics : null,
                initializer.Scaling is not null);
            layers[number - 1] = layer.GroupUnits is { } groupUnits && groupUnits >= GroupReturn.FewestUnits
                ? layer with { Activation = InGroups(groupUnits) }
                : layer;
        }

        return new NetworkSettings(layers, [.. ObstaclesOf(layers)], loss is null ? null : Losses.All.Create(loss));

        ActivationMoments Moments(bool isHidden, double mean) => known.TryGetValue((isHidden, mean), out ActivationMoments? moments)
            ? moments
            : known[(isHidden, mean)] = new ActivationMoments(isHidden ? hidden : output, mean);

        ActivationMoments InGroups(int units) => inGroups ??= new ActivationMoments(hidden, 0, units);
    }

    static IEnumerable<string> ObstaclesOf(IReadOnlyList<LayerSetting> layers)
    {
        if (layers.Any(layer => layer.Weight.Mean != 0))
        {
            yield return "The weights' mean is not zero: units of a layer then all see the same sum, which the equations leave out.";
        }
        else if (layers.Any(layer => layer.Weight.Variance == 0 && !layer.ScalesToUnitVariance))
        {
            yield return "The weights are all zero: nothing passes, forwards or backwards.";
        }

        if (layers.Any(layer => layer.Bias.Mean != 0 && layer.Before is { IsCentred: false }))
        {
            yield return "A bias whose mean is not zero stands before a normalisation that does not subtract means.";
        }

        if (layers.Any(layer => (layer.Bias.Mean != 0 || layer.Bias.Variance != 0) && layer.After is { OverBatch: true }))
        {
            yield return "Biases are not zero under batch norm after the activation: what they add is the same for all "
                + "samples, and what batch norm makes of it depends on how alike the inputs are.";
        }

        if (layers.Min(layer => layer.GroupUnits) is { } units && units < GroupReturn.FewestUnits)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Group norm has groups of {units} units: what it divides by comes so near zero in some that the mean of ‖δ‖² "
                + $"rests on few of them, or does not exist. Theory takes groups of {GroupReturn.FewestUnits} units or more.");
        }

        if (layers.Any(layer => layer.After is { OverBatch: false, Groups: > 1 }))
        {
            yield return "Group norm stands behind the activation: how φ′ and what a small group is divided by hang together "
                + "is not in the equations.";
        }

        if (layers.Any(layer => layer.ScalesToUnitVariance && layer.Bias.Variance >= 1))
        {
            yield return "The biases alone have a variance of 1 or more: lsuv cannot bring a layer to unit variance.";
        }
    }
}
