using TorchGradients.Configuration;
using TorchGradients.Records;

namespace TorchGradients.Theory;

/// <summary>All that theory says of a run's network at initialisation.</summary>
/// <param name="Layers">Layer by layer; null where there is an obstacle.</param>
/// <param name="Profile">Predicted ‖δ_l‖ of a batch, layers 1 … L; null where there is an obstacle.</param>
/// <param name="Decay">The decay factor of that profile.</param>
/// <param name="FiniteWidth">What finite width changes; null where it is not known.</param>
/// <param name="Phase">Fixed points and depth scales; null for networks with a normalisation, a skip or lsuv.</param>
/// <param name="Obstacles">Why there is no prediction; empty where there is one.</param>
/// <param name="Limits">What the prediction leaves out: <see cref="TheoryLimits"/>.</param>
/// <param name="QuadratureError">
/// How far off, for quadrature, a layer's E[φ²] or E[φ′²] may be by its size: <see
/// cref="ActivationMoments.RelativeError"/>, the largest over the layers; null where there is an obstacle.
/// </param>
public sealed record NetworkTheory(
    IReadOnlyList<LayerPrediction>? Layers, IReadOnlyList<double>? Profile, DecayFactor? Decay, FiniteWidth? FiniteWidth,
    PhaseDiagnosis? Phase, IReadOnlyList<string> Obstacles, IReadOnlyList<string> Limits, double? QuadratureError = null)
{
    /// <summary>The theory of a run.</summary>
    /// <param name="config">The run.</param>
    /// <param name="features">Inputs per sample.</param>
    /// <param name="classes">Outputs per sample.</param>
    /// <param name="inputs">The inputs' moments.</param>
    public static NetworkTheory Of(RunConfig config, int features, int classes, InputMoments inputs)
    {
        NetworkSettings settings = NetworkSettings.Of(config.Model, features, classes, config.Training.Loss);
        if (MeanField.Predict(settings, inputs) is not { } layers)
        {
            return new NetworkTheory(null, null, null, null, null, settings.Obstacles, []);
        }

        LayerSetting output = settings.Layers[^1];
        double norm = OutputError.Norm(
            settings.Loss!, output.Activation, output.Bias.Mean, layers[^1].PreActivationVariance, classes,
            config.Data.As<DataConfig>().BatchSize);
        double[] profile = [.. layers.Select(layer => layer.Delta * norm)];
        var finite = FiniteWidth.Of(layers);
        return new NetworkTheory(
            layers, profile, DecayFactor.From([.. profile.Select(value => (double?)value)]), finite, PhaseOf(settings), [],
            TheoryLimits.Of(settings.Layers, finite),
            layers.Zip(settings.Layers, (layer, setting) => setting.Activation.RelativeError(layer.PreActivationVariance)).Max());
    }

    /// <summary>
    /// The phase of a network's hidden layers; null for one with a normalisation, a skip, lsuv, biases of a mean that is not 0,
    /// or with one hidden layer.
    /// </summary>
    /// <param name="model">The network; inputs and outputs do not matter to it.</param>
    public static PhaseDiagnosis? PhaseOf(ModelConfig model) => PhaseOf(NetworkSettings.Of(model, model.Width, model.Width, loss: null));

    /// <summary>
    /// <see cref="FiniteWidth.FirstToLastVariance"/> of a network for one standardised sample of as many inputs as it is wide;
    /// null where theory has none.
    /// </summary>
    /// <param name="model">The network.</param>
    public static double? FirstToLastVarianceOf(ModelConfig model) =>
        MeanField.Predict(NetworkSettings.Of(model, model.Width, model.Width, loss: null), InputMoments.Standard) is { } layers
            ? FiniteWidth.Of(layers)?.FirstToLastVariance
            : null;

    /// <summary>The phase of the hidden layers that follow each other.</summary>
    static PhaseDiagnosis? PhaseOf(NetworkSettings settings)
    {
        bool isPlain = settings.Layers.All(layer =>
            layer is { Before: null, After: null, AddsInput: false, ScalesToUnitVariance: false, Bias.Mean: 0 });
        if (!isPlain || settings.Layers.Count < 3) return null;

        LayerSetting hidden = settings.Layers[1];
        return PhaseDiagnosis.Of(hidden.Activation, hidden.WeightVariance, hidden.Bias.Variance);
    }
}
