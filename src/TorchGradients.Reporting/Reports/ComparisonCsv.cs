using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;

namespace TorchGradients.Reporting.Reports;

/// <summary>
/// <c>comparison.csv</c>: a row per cell of the axes that are not nuisance, the baseline's among them: the axis values,
/// <c>runs</c> (that completed or diverged), then per measure X its mean and 95 % interval, the ratio to the baseline (1 for
/// the baseline itself) and the uncorrected p-value, paired by seed; behind all of them per measure the p-value after Holm's correction.
/// </summary>
public static class ComparisonCsv
{
    /// <summary>The file's name in the experiment's folder.</summary>
    public const string FileName = "comparison.csv";

    /// <summary>Writes the file into the experiment's folder and returns its path.</summary>
    public static string Write(ExperimentAnalysis analysis)
    {
        string file = Path.Combine(analysis.Archive.Folder, FileName);
        File.WriteAllText(file, Text(analysis));
        return file;
    }

    /// <summary>The file's text.</summary>
    public static string Text(ExperimentAnalysis analysis)
    {
        var csv = new CsvText();
        csv.Add(
        [
            .. analysis.Archive.Axes.Where(axis => axis.Role != "nuisance").Select(axis => axis.Name),
            "runs",
            .. Measure.All.SelectMany(measure => Columns(measure.Name)),
            .. Measure.All.Select(measure => $"{measure.Name}HolmPValue"),
        ]);
        foreach (var cell in analysis.Cells)
        {
            csv.Add(
            [
                .. cell.Values,
                cell.EndedRuns.Count().ToString(CultureInfo.InvariantCulture),
                .. cell.Measures.SelectMany(measure => Fields(cell, measure)),
                .. Measure.All.Select(measure => CsvText.Rounded(cell.Compared(measure.Name)?.HolmPValue)),
            ]);
        }

        return csv.ToString();
    }

    static IEnumerable<string> Columns(string name) =>
        [name, $"{name}Low", $"{name}High", $"{name}RatioToBaseline", $"{name}PValue"];

    static IEnumerable<string?> Fields(CellAnalysis cell, CellMeasure measured)
    {
        var compared = cell.Compared(measured.Measure.Name);
        double? ratio = cell.IsBaseline ? measured.Mean?.Mean / measured.Mean?.Mean : compared?.Paired.Ratio;

        // To a baseline of 0, also its own, there is no ratio: it is absent, not infinite.
        if (ratio is { } value && !double.IsFinite(value)) ratio = null;
        double?[] numbers = [measured.Mean?.Mean, measured.Mean?.Low, measured.Mean?.High, ratio, compared?.Paired.PValue];
        return numbers.Select(CsvText.Rounded);
    }
}
