using System.Globalization;
using System.IO.Compression;

namespace TorchGradients.EndToEnd;

/// <summary>
/// The shipped digits, read without the library: standardised over the training part, all but the last 297 rows.
/// </summary>
internal static class DigitsFile
{
    const int TestRows = 297;

    /// <summary>The first rows of the training part and their labels.</summary>
    public static (double[][] Inputs, int[] Labels) FirstRows(int count)
    {
        using var packed = File.OpenRead(Path.Combine(TheProgram.RepositoryRoot, "data", "digits.csv.gz"));
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        double[][] rows = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];

        double[] training = [.. rows.SkipLast(TestRows).SelectMany(row => row.SkipLast(1)).Select(value => value / 16)];
        double mean = training.Average();
        double deviation = Math.Sqrt(training.Average(value => (value - mean) * (value - mean)));
        return (
            [.. rows.Take(count).Select(row => row.SkipLast(1).Select(value => (value / 16 - mean) / deviation).ToArray())],
            [.. rows.Take(count).Select(row => (int)row[^1])]);
    }
}
