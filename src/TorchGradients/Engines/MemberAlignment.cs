using TorchGradients.Configuration;

namespace TorchGradients.Engines;

/// <summary>Whether a run's bits are those of the run alone, whoever trains beside it.</summary>
/// <remarks>
/// Elementwise kernels take two vectors of 32 bytes at a time and the last few numbers of a tensor by themselves, with other
/// rounding of exponentials; matrix kernels look at alignment. Both come to the same for a member of a stack and for the
/// member alone where each slab [batch, units] of its activations and each of its weights' gradients [inputs, units] is a
/// multiple of 64 bytes (seen: with 48 rows and widths from 5 to 71 that are no multiple of 4, weight gradients of stacks of
/// three differ in the last digit; with multiples of 4 they do not), with one thread: several
/// threads share a tensor out by its whole length, so that a part may end within a member's slab (seen: with 3 threads 2 of
/// 32 members differed, with 4 threads 2 of 23). Tried for every component at every place of stacks of 1, 2, 5 and 32: of
/// small networks in float32 and float64 (CohortTests), 64 wide with 784 inputs, three quarters of it in float32, and 256
/// wide with 128 rows (WideCohortTests), and of drawn shapes (CohortShapesTests). Elsewhere numbers differ by rounding. After 20 steps through 5 layers norms were within 1e-9 in float64
/// and 1e-4 in float32 (UnalignedCohortTests), but for three of 16 cases in float32: up to 6e-3 where a run amplifies any
/// rounding. Padding a batch to the alignment would be no remedy: its mean, the statistics of
/// batch norm, and every measured norm would have to leave the padding out.
/// </remarks>
public static class MemberAlignment
{
    const int Bytes = 64;

    /// <summary>Whether it holds for runs of that shape, each cohort on one thread.</summary>
    /// <param name="config">One of them.</param>
    /// <param name="features">Inputs per sample.</param>
    /// <param name="classes">Outputs per sample.</param>
    public static bool Holds(RunConfig config, int features, int classes)
    {
        long batch = config.Data.As<DataConfig>().BatchSize;
        int size = Precisions.NameOf(config) == "float64" ? sizeof(double) : sizeof(float);
        long width = config.Model.Width;
        long[] slabs = [batch * features, batch * width, batch * classes, features * width, width * width, width * classes];
        return slabs.All(slab => slab * size % Bytes == 0);
    }
}
