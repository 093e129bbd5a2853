using System.Text.Json;

namespace TorchGradients.Cli.Slurm;

/// <summary>How a task ended, in its own words.</summary>
/// <param name="Node">Where.</param>
/// <param name="Reason">Why it did not come to its end; null where it did, though runs may have failed.</param>
internal sealed record TaskWord(string Node, string? Reason)
{
    /// <summary>Writes it down, whole or not at all; the newest attempt's counts.</summary>
    public void Write(string file)
    {
        string unfinished = $"{file}.{Guid.NewGuid():N}.tmp";
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>What is written down; null where nothing is.</summary>
    public static TaskWord? Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<TaskWord>(File.ReadAllBytes(file), JsonSerializerOptions.Web) : null;
}
