using TorchGradients.Configuration;

namespace TorchGradients.Training.Clipping;

/// <summary>What bounds gradients, by name; g is all of a network's gradients, one after the other.</summary>
public static class Clippings
{
    /// <summary>All of them.</summary>
    public static Registry<GradientClipping> All { get; } = new Registry<GradientClipping>("clipping")
        .Add("none", "g", "gradients as backpropagation gives them", () => new NoClipping())
        .Add<NormClippingOptions>("norm", "g min(1, maximum / (||g|| + 1e-6))",
            "Pascanu, Mikolov and Bengio 2013; torch.nn.utils.clip_grad_norm_", options => new NormClipping([options]))
        .Add<ValueClippingOptions>("value", "min(max(g, -maximum), maximum), entry by entry",
            "Mikolov 2012; torch.nn.utils.clip_grad_value_", options => new ValueClipping([options]));
}
