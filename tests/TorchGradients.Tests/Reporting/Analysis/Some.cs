using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Tests.Reporting.Analysis;

/// <summary>Profiles with every quantity, made by a formula.</summary>
static class Some
{
    /// <summary>
    /// A network of hidden layers whose error term changes by the same factor from each layer to the one before.
    /// </summary>
    public static LayerProfile Profile(
        int hidden, double factor, double derivative, double update, double saturation = 0.01, double dead = 0, double zero = 0) =>
        new(0,
        [
            .. Enumerable.Range(1, hidden + 1).Select(layer => new LayerState(
                layer,
                Math.Pow(factor, hidden + 1 - layer),
                layer > hidden ? null : factor,
                layer > hidden ? null : factor / derivative,
                derivative,
                update,
                saturation,
                dead,
                zero)),
        ]);
}
