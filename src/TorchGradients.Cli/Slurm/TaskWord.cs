using System.Text.Json;

namespace TorchGradients.Cli.Slurm;

/// <summary>How a task, or the report's job, ended, in its own words.</summary>
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

    /// <summary>This machine, as Slurm calls it where it runs this program.</summary>
    public static string ThisNode => Environment.GetEnvironmentVariable("SLURMD_NODENAME") ?? Environment.MachineName;

    /// <summary>Writes down how a job on this machine ended, where that can be written.</summary>
    /// <param name="file">Where.</param>
    /// <param name="reason">Why it did not come to its end; null where it did.</param>
    public static void TryWrite(string file, string? reason)
    {
        try
        {
            new TaskWord(ThisNode, reason).Write(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be written, this cannot be said either; the log has it.
        }
    }

    /// <summary>What is written down; null where nothing is.</summary>
    public static TaskWord? Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<TaskWord>(File.ReadAllBytes(file), JsonSerializerOptions.Web) : null;
}
