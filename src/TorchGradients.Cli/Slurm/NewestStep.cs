using System.Text;
using System.Text.Json;

namespace TorchGradients.Cli.Slurm;

/// <summary>How far a run is that another process is at, from the end of its records.</summary>
internal static class NewestStep
{
    const int Read = 8192;

    /// <summary>The newest step and its loss (NaN where it is not recorded); null where nothing can be told yet.</summary>
    public static (int Step, double Loss)? In(string file)
    {
        try
        {
            using var records = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            records.Seek(-Math.Min(Read, records.Length), SeekOrigin.End);
            byte[] end = new byte[Read];
            int length = records.ReadAtLeast(end, Read, throwOnEndOfStream: false);
            string[] lines = Encoding.UTF8.GetString(end, 0, length).Split('\n');

            // The first may be cut off where reading began, the last where writing is.
            JsonElement[] events = [.. lines[..^1].Reverse().Select(Parse).OfType<JsonElement>()];
            if (events.Length == 0) return null;
            JsonElement loss = events.FirstOrDefault(one => one.GetProperty("Quantity").GetString() == "train-loss");
            return (events[0].GetProperty("Step").GetInt32(), loss.ValueKind == JsonValueKind.Object
                && loss.GetProperty("Values") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.NaN);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static JsonElement? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("Step", out _) && json.RootElement.TryGetProperty("Quantity", out _) ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
