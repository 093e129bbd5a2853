namespace TorchGradients.Data.Sources;

/// <summary>Inputs N(0, 1), labels at random: nothing to learn, the input that theory assumes.</summary>
sealed class GaussianNoise(MadeConfig options) : MadeSource(options)
{
    /// <inheritdoc/>
    protected override (Tensor Inputs, Tensor Labels) Make(int rows) =>
        (Normal(0, rows, Options.Features), Whole(1, Options.Classes, rows));
}
