using TorchGradients.Arithmetic;
using TorchGradients.Models.Initializers;

namespace TorchGradients.Models;

/// <summary>What <c>lsuv</c> does with the first batch, for those members that are drawn by it.</summary>
static class UnitVarianceFit
{
    /// <summary>
    /// Divides each layer's weights, from the input on, by the standard deviation of W a + b over the batch, until its
    /// variance is one. Running statistics of batch norm stay as they are.
    /// </summary>
    /// <param name="layers">The network.</param>
    /// <param name="scalings">Of each member; one without stays as it was drawn.</param>
    /// <param name="inputs">The first batch: [member, batch, features].</param>
    internal static void Apply(
        IReadOnlyList<NetworkLayer> layers, IReadOnlyList<UnitVarianceScaling?> scalings, Tensor inputs)
    {
        if (scalings.All(scaling => scaling is null)) return;

        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        Dictionary<Tensor, Tensor> statistics = layers
            .SelectMany(layer => new[] { layer.Normalization?.RunningMean, layer.Normalization?.RunningVariance })
            .OfType<Tensor>().ToDictionary(statistic => statistic, statistic => statistic.clone());

        int[] iterations = [.. scalings.Select(scaling => scaling?.MaximalIterations ?? 0)];
        Tensor tolerances = torch.tensor(scalings.Select(scaling => scaling?.Tolerance ?? double.PositiveInfinity).ToArray())
            .to(inputs.dtype).to(inputs.device).view(-1, 1, 1);
        Tensor a = inputs;
        foreach (NetworkLayer layer in layers)
        {
            for (int i = 0; i < iterations.Max(); i++)
            {
                Tensor goesOn = torch.tensor(iterations.Select(limit => i < limit).ToArray()).to(inputs.device).view(-1, 1, 1);
                Tensor deviation = MemberMoments.StandardDeviation(layer.Affine(a, layer.EffectiveWeight()))
                    .to(inputs.dtype).view(-1, 1, 1);
                Tensor isOff = ((deviation.Squared() - Kept.One).abs() > tolerances) & (deviation > Kept.Zero) & goesOn;   // [member, 1, 1]
                if (!isOff.any().item<bool>()) break;
                // A member that is there already stays as it is, so that it does not depend on who stands beside it.
                (layer.WeightScale ?? layer.Weight).div_(torch.where(isOff, deviation, torch.ones_like(deviation)));
            }

            a = layer.Forward(a, training: true, retainGradients: false).Output;
        }

        foreach ((Tensor statistic, Tensor before) in statistics) statistic.copy_(before);
    }
}
