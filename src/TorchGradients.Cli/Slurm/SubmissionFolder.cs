using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using TorchGradients.Cli.Workers;
using TorchGradients.Records.Packs;

namespace TorchGradients.Cli.Slurm;

/// <summary>A submission's folder, <c>EXPERIMENT/.slurm/ID</c>: what tasks are given, and what they leave beside results.</summary>
/// <param name="path">The folder.</param>
internal sealed class SubmissionFolder(string path)
{
    /// <summary>Where the submissions of an experiment lie, and the program's snapshots.</summary>
    public const string Above = ".slurm";

    const string SubmissionName = "submission.json";

    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>The experiment's folder.</summary>
    public string Experiment => System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(path))!;

    /// <summary>What tasks write to their standard output and error.</summary>
    public string Logs => In("logs");

    /// <summary>A new submission's folder, made.</summary>
    /// <param name="experiment">The experiment's folder; full, since nodes know no working folder.</param>
    /// <param name="now">When; the name begins with it, so that the newest comes last.</param>
    public static SubmissionFolder Create(string experiment, DateTimeOffset now)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..8]}");
        var folder = new SubmissionFolder(System.IO.Path.Combine(experiment, Above, id));
        foreach (string name in new[] { "logs", "parts", "tasks", "running", "packing" }) Directory.CreateDirectory(folder.In(name));
        return folder;
    }

    /// <summary>The submissions of an experiment, the oldest first; those of which nothing is written down are none.</summary>
    public static IReadOnlyList<SubmissionFolder> Of(string experiment)
    {
        string above = System.IO.Path.Combine(experiment, Above);
        if (!Directory.Exists(above)) return [];
        return [.. Directory.GetDirectories(above).Order(StringComparer.Ordinal)
            .Where(folder => File.Exists(System.IO.Path.Combine(folder, SubmissionName))).Select(folder => new SubmissionFolder(folder))];
    }

    /// <summary>What was handed to Slurm.</summary>
    public Submission Read() => JsonSerializer.Deserialize<Submission>(File.ReadAllBytes(In(SubmissionName)), s_json)!;

    /// <summary>Writes that down, whole or not at all.</summary>
    public void Write(Submission submission)
    {
        string file = In(SubmissionName);
        File.WriteAllBytes(file + ".tmp", [.. JsonSerializer.SerializeToUtf8Bytes(submission, s_json), (byte)'\n']);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    /// <summary>A job's script.</summary>
    public string Script(string job) => In($"{job}.sh");

    /// <summary>The token that a task leaves when it starts, a line for each attempt: it shows that its node has this very folder.</summary>
    public string Token(int part) => In("tasks", Name(part) + ".started");

    /// <summary>Why a task's script could not start the program.</summary>
    public string Trouble(int part) => In("tasks", Name(part) + ".trouble");

    /// <summary>How a task ended, in its own words.</summary>
    public string Word(int part) => In("tasks", Name(part) + ".ended");

    /// <summary>Why the report's script could not start the program.</summary>
    public string ReportTrouble => In("report.trouble");

    /// <summary>How the report's job ended, in its own words.</summary>
    public string ReportWord => In("report.ended");

    /// <summary>What the report's job writes to its standard output and error.</summary>
    public string ReportLog(Submission submission) => System.IO.Path.Combine(Logs, $"{submission.Report.Name}.log");

    /// <summary>When a task last left a sign of itself, or else when the work was submitted.</summary>
    public DateTime NewestSign => new DirectoryInfo(In("tasks")).EnumerateFiles().Append(new FileInfo(In(SubmissionName)))
        .Max(file => file.LastWriteTimeUtc);

    /// <summary>Where an attempt at a part keeps what is going: a folder that no other has.</summary>
    public string NewAttempt(int part) => In("running", $"{Name(part)}~{Guid.NewGuid().ToString("N")[..8]}");

    /// <summary>The attempts at a part.</summary>
    public string[] Attempts(int part) => Directory.GetDirectories(In("running"), Name(part) + "~*");

    /// <summary>The attempts at all parts.</summary>
    public string[] Attempts() => Directory.GetDirectories(In("running"));

    /// <summary>Where an attempt at a part writes its pack: a folder that no other has.</summary>
    public string NewPack(int part) => In("packing", $"{Name(part)}~{Guid.NewGuid().ToString("N")[..8]}");

    /// <summary>The packs that attempts at a part have begun.</summary>
    public string[] Packs(int part) => Directory.GetDirectories(In("packing"), Name(part) + "~*");

    /// <summary>The packs that were begun and not claimed.</summary>
    public string[] Packs() => Directory.GetDirectories(In("packing"));

    /// <summary>Where a part's pack lies when it is whole.</summary>
    public string FinalPack(int part) => System.IO.Path.Combine(Experiment, RunPack.Above, $"{System.IO.Path.GetFileName(path)}-{Name(part)}");

    /// <summary>The part that an attempt is at; null where it is none of a task.</summary>
    public static int? PartOf(string attempt) =>
        int.TryParse(System.IO.Path.GetFileName(attempt).Split('~')[0], CultureInfo.InvariantCulture, out int part) ? part : null;

    /// <summary>Whether someone has cancelled it.</summary>
    public bool IsCancelled => File.Exists(In("cancelled"));

    /// <summary>Whether nothing of it is going any more: its report was written, or it was cancelled.</summary>
    public bool IsClosed => IsCancelled || File.Exists(In("reported"));

    /// <summary>Marks it as cancelled.</summary>
    public void MarkCancelled() => File.WriteAllText(In("cancelled"), "");

    /// <summary>Marks it as reported.</summary>
    public void MarkReported() => File.WriteAllText(In("reported"), "");

    /// <summary>Writes a part of the work down.</summary>
    public void WritePart(int part, IReadOnlyList<CohortWork> works) =>
        WriteLines(In("parts", Name(part) + ".jsonl.gz"), works.Select(PartPiece.Of));

    /// <summary>A part of the work.</summary>
    public IReadOnlyList<CohortWork> ReadPart(int part) =>
        [.. ReadLines<PartPiece>(In("parts", Name(part) + ".jsonl.gz")).Select(piece => piece.ToWork())];

    /// <summary>Writes down which runs are in which part.</summary>
    public void WriteIndex(IEnumerable<IReadOnlyList<string>> identities) => WriteLines(In("parts", "index.jsonl.gz"), identities);

    /// <summary>The identities of each part's runs.</summary>
    public IReadOnlyList<string[]> ReadIndex() => [.. ReadLines<string[]>(In("parts", "index.jsonl.gz"))];

    string In(params string[] names) => System.IO.Path.Combine([path, .. names]);

    static string Name(int part) => part.ToString("D5", CultureInfo.InvariantCulture);

    static void WriteLines<T>(string file, IEnumerable<T> items)
    {
        using var packed = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        foreach (T item in items)
        {
            JsonSerializer.Serialize(packed, item, JsonSerializerOptions.Web);
            packed.WriteByte((byte)'\n');
        }
    }

    static IEnumerable<T> ReadLines<T>(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (text.ReadLine() is { } line) yield return JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!;
    }
}
