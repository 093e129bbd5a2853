using System.Security.Cryptography;
using TorchGradients.Configuration;

namespace TorchGradients.Data;

/// <summary>Where a data set's rows come from.</summary>
public abstract class DataSource
{
    /// <summary>Whether the rows are drawn instead of read: <c>scaling</c> then is <c>none</c> unless set.</summary>
    public virtual bool IsMade => false;

    /// <summary>
    /// What is done to the inputs: as set, else <c>none</c> for made sets and <c>standardize</c> for all others.
    /// </summary>
    public string ScalingOf(DataConfig settings) => settings.Scaling ?? (IsMade ? "none" : "standardize");

    /// <summary>
    /// The files whose content the data set is, where the user names its place; empty for all others.
    /// </summary>
    /// <exception cref="DataException">A file is missing.</exception>
    public virtual IReadOnlyList<string> ContentFiles => [];

    /// <summary>All rows. The caller disposes them.</summary>
    /// <exception cref="DataException">A file is missing, damaged or holds what cannot be used.</exception>
    public abstract RawData Load();

    /// <summary>
    /// SHA-256 of what the data set's place holds, in lower-case hexadecimal; null where the user names no place. Of
    /// the
    /// bytes as they lie on the disk: of the one file, or of the files' hashes one after the other. Names do not count.
    /// </summary>
    /// <exception cref="DataException">A file is missing.</exception>
    public string? ContentHash()
    {
        var hashes = ContentFiles.Select(Hash).ToList();
        return hashes.Count switch
        {
            0 => null,
            1 => Convert.ToHexStringLower(hashes[0]),
            _ => Convert.ToHexStringLower(SHA256.HashData([.. hashes.SelectMany(hash => hash)])),
        };
    }

    static byte[] Hash(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return SHA256.HashData(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Sources.DataFile.Unreadable(file, exception);
        }
    }
}
