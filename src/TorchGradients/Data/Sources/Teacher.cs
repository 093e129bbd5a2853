using TorchGradients.Arithmetic;

namespace TorchGradients.Data.Sources;

/// <summary>
/// Inputs N(0, 1); the label is the largest output of a random network W₂ tanh(W₁ x) with as many hidden units as
/// features
/// and weights N(0, 1 / fan_in).
/// </summary>
sealed class Teacher(MadeConfig options) : MadeSource(options)
{
    /// <inheritdoc/>
    protected override (Tensor Inputs, Tensor Labels) Make(int rows)
    {
        int units = Options.Features;
        double scale = 1 / Math.Sqrt(units);
        var inputs = Normal(0, rows, units);
        var hidden = torch.matmul(inputs, Kept.With(scale, Normal(1, units, units).mul)).tanh();
        return (inputs, torch.matmul(hidden, Kept.With(scale, Normal(2, units, Options.Classes).mul)).argmax(1));
    }
}
