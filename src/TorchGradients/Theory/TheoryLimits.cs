using System.Globalization;

namespace TorchGradients.Theory;

/// <summary>What a prediction leaves out, in sentences.</summary>
public static class TheoryLimits
{
    /// <summary>Of skips without a normalisation.</summary>
    public const string LengthLeftOut =
        "Theory leaves out what comes back through the length of the activations where skips have no normalisation; at finite width "
        + "that can be the larger part.";

    /// <summary>Of networks whose scatter is not known.</summary>
    public const string ScatterUnknown =
        "How far networks of this width scatter is not known for batch norm (whose batch theory takes as uncorrelated samples), "
        + "group norm, norms behind the activation and skips with a normalisation.";

    /// <summary>Of a network with a prediction; empty where nothing is left out.</summary>
    /// <param name="layers">The network.</param>
    /// <param name="width">What finite width does; null where that is not known.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<LayerSetting> layers, FiniteWidth? width)
    {
        if (LengthMode.IsLeftOut(layers))
        {
            return ["Out of reach: " + char.ToLowerInvariant(LengthLeftOut[0]) + LengthLeftOut[1..] + " The factor is that of infinite width."];
        }

        if (width is null) return layers.Count > 2 ? [ScatterUnknown] : [];
        return width.IsMarginal ? [Marginal(width)] : [];
    }

    static string Marginal(FiniteWidth width) => string.Create(CultureInfo.InvariantCulture,
        $"The length of the activations is marginal: at this width the variance of z wanders, from seed to seed by a factor of "
        + $"{Math.Exp(width.VarianceDeviation):0.0} at the last hidden layer (one standard deviation), which moves a layer's factor by up to "
        + $"{100 * width.LargestStray:0} %. The prediction follows the way of infinite width; a network of this width goes one of its own.");
}
