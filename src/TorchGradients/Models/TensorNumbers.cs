namespace TorchGradients.Models;

/// <summary>Numbers out of tensors, whatever their precision.</summary>
static class TensorNumbers
{
    /// <summary>All entries in row-major order: <c>float[]</c> or <c>double[]</c>.</summary>
    internal static Array Entries(this Tensor tensor)
    {
        using Tensor local = tensor.detach().cpu().contiguous();
        return local.dtype == torch.ScalarType.Float64 ? local.data<double>().ToArray() : local.data<float>().ToArray();
    }
}
