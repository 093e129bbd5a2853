using System.Text.Json;

namespace TorchGradients.Reporting.Archive;

/// <summary>Reads <c>records.clef</c>: one compact event a line.</summary>
static class RecordsFile
{
    public static RunRecords Read(string file)
    {
        var records = new RunRecords();
        var number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            try
            {
                Add(records, line);
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException
                or InvalidOperationException or FormatException)
            {
                throw new ArchiveException($"'{file}', line {number}, is not a record: {exception.Message}", exception);
            }
        }

        return records;
    }

    static void Add(RunRecords records, string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        string? kind = root.GetProperty("Kind").GetString();
        if (kind is not ("layers" or "scalar")) return;

        string quantity = root.GetProperty("Quantity").GetString()!;
        int step = root.GetProperty("Step").GetInt32();
        var values = root.GetProperty("Values");
        if (kind == "scalar")
        {
            records.AddScalar(quantity, step, ArchiveJson.Number(values));
        }
        else
        {
            records.AddLayers(quantity, step, [.. values.EnumerateArray().Select(ArchiveJson.Number)]);
        }
    }
}
