using System.Globalization;
using TorchGradients.Records;
using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Reports;

/// <summary>Where and with what the runs were made: each value, and of how many runs where they differ.</summary>
static class EnvironmentTable
{
    static readonly (string Title, Func<EnvironmentRecord, string?> Value)[] _fields =
    [
        ("program", record => record.Program),
        ("commit", record => record.Commit),
        (".NET", record => record.DotNet),
        ("TorchSharp", record => record.TorchSharp),
        ("libtorch", record => record.LibTorch),
        ("operating system", record => record.OperatingSystem),
        ("processor", record => record.Processor),
        ("device", record => record.Device),
        ("threads", record => record.Threads.ToString(CultureInfo.InvariantCulture)),
    ];

    public static ReportTable Of(ExperimentAnalysis analysis)
    {
        var read = analysis.Runs.AsParallel().AsOrdered().Where(run => run.Outcome is not null).Select(run => Read(run.Run.Files)).ToArray();
        EnvironmentRecord[] records = [.. read.OfType<EnvironmentRecord>()];
        int without = read.Length - records.Length;
        return new ReportTable(
            "Where and with what the runs were made", ["", "value"],
            [.. _fields.Select(field => (IReadOnlyList<ReportEntry>)[new ReportEntry(field.Title), new ReportEntry(Values(records, field.Value))])],
            without == 0 ? "" : $"{without} of {read.Length} runs that have a result have no environment.json that can be read.");
    }

    static string Values(EnvironmentRecord[] records, Func<EnvironmentRecord, string?> value)
    {
        var groups = records.GroupBy(record => value(record) ?? "unknown").OrderByDescending(group => group.Count()).ToArray();
        return groups.Length switch
        {
            0 => "unknown",
            1 => groups[0].Key,
            _ => string.Join(", ", groups.Select(group => $"{group.Key} ({group.Count()} runs)")),
        };
    }

    static EnvironmentRecord? Read(RunFiles files)
    {
        try
        {
            return EnvironmentRecord.Read(files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
