namespace TorchGradients.Models;

/// <summary>Numbers out of tensors, whatever their precision.</summary>
static class TensorNumbers
{
    /// <summary>All entries in row-major order, as doubles.</summary>
    internal static double[] ToDoubles(this Tensor tensor)
    {
        if (tensor.dtype == torch.ScalarType.Float64 && tensor.device_type == DeviceType.CPU && tensor.is_contiguous())
        {
            return tensor.data<double>().ToArray();
        }

        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().to(torch.float64).contiguous().data<double>().ToArray();
    }

    /// <summary>All entries in row-major order: <c>float[]</c> or <c>double[]</c>.</summary>
    internal static Array Entries(this Tensor tensor)
    {
        using Tensor local = tensor.detach().cpu().contiguous();
        return local.dtype == torch.ScalarType.Float64 ? local.data<double>().ToArray() : local.data<float>().ToArray();
    }
}
