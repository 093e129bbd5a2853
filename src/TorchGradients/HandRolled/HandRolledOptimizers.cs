using TorchGradients.Configuration;
using TorchGradients.Training.Optimizers;

namespace TorchGradients.HandRolled;

/// <summary>The update rules that are written out by hand, under the names of the family <c>optimizer</c>.</summary>
public static class HandRolledOptimizers
{
    /// <summary>Family <c>hand-rolled optimizer</c>.</summary>
    public static Registry<HandRolledOptimizer> All { get; } = new Registry<HandRolledOptimizer>("hand-rolled optimizer")
        .Add<SgdOptions>("sgd", "v = momentum * v + g; theta -= eta * v, with nesterov eta * (g + momentum * v)",
            "Polyak, 1964; Sutskever et al., 2013", options => new HandRolledSgd(options))
        .Add<RmsPropOptions>("rmsprop", "s = alpha * s + (1 - alpha) * g^2; theta -= eta * g / (sqrt(s) + epsilon)",
            "Tieleman and Hinton, 2012", options => new HandRolledRmsProp(options))
        .Add<AdamOptions>("adam", "theta -= eta * m_hat / (sqrt(v_hat) + epsilon)", "Kingma and Ba, 2015",
            options => new HandRolledAdam(options));
}
