namespace TorchGradients.Hooks;

/// <summary>What a gradient must look like to take another's place.</summary>
sealed class GradientShape(Tensor like)
{
    readonly long[] _shape = like.shape;
    readonly torch.ScalarType _type = like.dtype;
    readonly string _device = like.device.ToString();   // devices are objects without equality

    /// <summary>Throws where the tensor has another shape, type or device.</summary>
    public void Require(Tensor replacement)
    {
        if (replacement.shape.SequenceEqual(_shape) && replacement.dtype == _type
            && replacement.device.ToString() == _device)
        {
            return;
        }

        throw new InvalidOperationException(
            $"The backward hook returned {Describe(replacement.shape, replacement.dtype, replacement.device.ToString())}, "
            + $"but the gradient of the module's input is {Describe(_shape, _type, _device)}.");
    }

    static string Describe(long[] shape, torch.ScalarType type, string device) =>
        $"[{string.Join(", ", shape)}] {type} on {device}";
}
