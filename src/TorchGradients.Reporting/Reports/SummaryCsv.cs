using System.Globalization;
using System.Text;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Reports;

/// <summary>
/// <c>summary.csv</c>: a row per cell and seed, invariant culture, LF; what is absent is an empty field, and a field with a
/// comma, a quote or a line break stands in quotes.
/// </summary>
public static class SummaryCsv
{
    /// <summary>The file's name in the experiment's folder.</summary>
    public const string FileName = "summary.csv";

    static readonly string[] _measured =
    [
        "status", "steps", "trainLoss", "testLoss", "testAccuracy", "deltaDecayAtInitialization", "deltaDecayAtEnd",
        "firstLayerUpdateRatio", "seconds",
    ];

    /// <summary>Writes the file into the experiment's folder and returns its path.</summary>
    public static string Write(ExperimentArchive archive)
    {
        string file = Path.Combine(archive.Folder, FileName);
        File.WriteAllText(file, Text(archive));
        return file;
    }

    /// <summary>The file's text.</summary>
    public static string Text(ExperimentArchive archive)
    {
        var text = new StringBuilder();
        Append(text, ["run", "seed", .. archive.Axes.Select(axis => axis.Name), .. _measured]);
        foreach (var run in archive.Runs)
        {
            string?[] measured = Measured(run);
            foreach (var cell in run.Plan.Cells)
            {
                Append(text,
                [
                    run.Plan.Folder,
                    run.Plan.Seed.ToString(CultureInfo.InvariantCulture),
                    .. ArchivedCell.ValuesOf(archive.Axes, cell),
                    .. measured,
                ]);
            }
        }

        return text.ToString();
    }

    /// <summary>The mean update ratio of layer 1 over the recorded steps; null where it was not recorded.</summary>
    public static double? FirstLayerUpdateRatio(RunRecords records)
    {
        double[] values = [.. records.Series("update-ratio", layer: 1).Select(point => point.Value)];
        return values.Length == 0 ? null : values.Average();
    }

    static string?[] Measured(ArchivedRun run) =>
    [
        run.Status,
        run.Outcome?.Steps.ToString(CultureInfo.InvariantCulture),
        Number(run.Outcome?.TrainLoss),
        Number(run.Outcome?.TestLoss),
        Number(run.Outcome?.TestAccuracy),
        Number(run.Outcome?.Decay?.AtInitialization?.FactorPerLayer),
        Number(run.Outcome?.Decay?.AtEnd?.FactorPerLayer),
        Number(FirstLayerUpdateRatio(run.Records)),
        Number(run.Outcome?.Seconds),
    ];

    static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    static void Append(StringBuilder text, IEnumerable<string?> fields) =>
        text.AppendJoin(',', fields.Select(Quoted)).Append('\n');

    static string Quoted(string? field) => field is null ? ""
        : field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
