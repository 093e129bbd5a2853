using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TorchGradients.Randomness;

/// <summary>
/// Random streams keyed by (seed, purpose, layer), drawn on the processor: no setting shifts another's draws.
/// </summary>
public static class RandomStreams
{
    /// <summary>A fresh generator at the start of that stream; the caller disposes it.</summary>
    /// <param name="seed">The run's seed, or a data set's.</param>
    /// <param name="purpose">What the draws are for, one of <see cref="StreamPurposes"/>.</param>
    /// <param name="index">A layer's number, or another count within the purpose.</param>
    public static torch.Generator Open(long seed, string purpose, int index = 0)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{purpose}/{index}")));
        return new torch.Generator((ulong)BinaryPrimitives.ReadInt64LittleEndian(hash) & long.MaxValue);
    }
}
