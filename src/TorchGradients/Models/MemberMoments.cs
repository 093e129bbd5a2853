using TorchGradients.Arithmetic;

namespace TorchGradients.Models;

/// <summary>Mean and deviation per member, in double precision, to the last bit the same whoever stands beside it.</summary>
/// <remarks>
/// Dimension by dimension, from the last on: libtorch reduces a whole tensor in another way (std: another algorithm; with
/// several threads: in parts), and for a member that stands alone all its entries are the whole tensor.
/// </remarks>
static class MemberMoments
{
    /// <summary>The mean over all but the member axis: [member].</summary>
    internal static Tensor Mean(Tensor tensor)
    {
        Tensor mean = tensor.detach().to(torch.float64);
        while (mean.dim() > 1) mean = mean.mean([-1]);
        return mean;
    }

    /// <summary>The standard deviation of the population over all but the member axis: [member].</summary>
    internal static Tensor StandardDeviation(Tensor tensor)
    {
        Tensor mean = Mean(tensor).view([tensor.shape[0], .. Enumerable.Repeat(1L, (int)tensor.dim() - 1)]);
        return Mean((tensor.detach().to(torch.float64) - mean).Squared()).sqrt();
    }
}
