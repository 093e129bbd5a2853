using System.Globalization;

namespace TorchGradients.Cli.Slurm;

/// <summary>How squeue is asked, and what its answer means.</summary>
internal static class QueueText
{
    static readonly string[] s_fields = ["ArrayJobID", "ArrayTaskID", "Name", "State", "Reason", "NodeList", "TimeUsed"];

    /// <summary>Jobs of these names in every state, a line per task. By name, because squeue fails on a number that it has forgotten.</summary>
    public static IReadOnlyList<string> Arguments(IEnumerable<string> names) =>
    [
        "--noheader", "--array", "--states=all", $"--name={string.Join(',', names)}",
        $"--Format={string.Join(',', s_fields.Select(field => $"{field}:|"))}",
    ];

    /// <summary>The tasks in an answer.</summary>
    public static IReadOnlyList<QueueEntry> Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|'))
            .Where(fields => fields.Length >= s_fields.Length).Select(Entry)];

    static QueueEntry Entry(string[] fields) => new(
        fields[0].Trim(), Number(fields[1]), fields[2].Trim(), fields[3].Trim(), fields[4].Trim(), fields[5].Trim(),
        Time(fields[6].Trim()));

    static int? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number : null;

    // [DAYS-][[HOURS:]MINUTES:]SECONDS
    static TimeSpan Time(string text)
    {
        string[] days = text.Split('-');
        double seconds = 0;
        foreach (string part in days[^1].Split(':'))
        {
            if (!int.TryParse(part, CultureInfo.InvariantCulture, out int number)) return TimeSpan.Zero;
            seconds = 60 * seconds + number;
        }

        return TimeSpan.FromSeconds(seconds + (days.Length > 1 ? 86_400 * (Number(days[0]) ?? 0) : 0));
    }
}
