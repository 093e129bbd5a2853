using System.Text;
using System.Text.Json;
using TorchGradients.Records;

namespace TorchGradients.Estimation;

/// <summary>How long the lines of a file of records are.</summary>
internal static class RecordSizes
{
    /// <summary>Bytes of a line, with its end, by quantity: the mean.</summary>
    public static IReadOnlyDictionary<string, double> Of(string file) => File.ReadLines(file)
        .Select(line => (Quantity: Quantity(line), Bytes: Encoding.UTF8.GetByteCount(line) + 1))
        .GroupBy(line => line.Quantity)
        .ToDictionary(group => group.Key, group => group.Average(line => line.Bytes));

    static string Quantity(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty(RecordNames.Quantity).GetString() ?? "";
    }
}
