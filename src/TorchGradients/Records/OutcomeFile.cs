namespace TorchGradients.Records;

/// <summary><c>outcome.json</c>: written last, whole or not at all.</summary>
public static class OutcomeFile
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string Name = "outcome.json";

    /// <summary>Writes the file, over an earlier one.</summary>
    public static void Write(string path, Outcome outcome) => RecordJson.Write(path, outcome);

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static Outcome Read(string path) => RecordJson.Read<Outcome>(path);
}
