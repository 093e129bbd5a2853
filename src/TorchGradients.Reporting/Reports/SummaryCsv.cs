using System.Globalization;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Reports;

/// <summary><c>summary.csv</c>: a row per cell and seed.</summary>
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
    public static string Write(ExperimentAnalysis analysis)
    {
        string file = Path.Combine(analysis.Archive.Folder, FileName);
        File.WriteAllText(file, Text(analysis));
        return file;
    }

    /// <summary>The file's text.</summary>
    public static string Text(ExperimentAnalysis analysis)
    {
        var axes = analysis.Archive.Axes;
        var csv = new CsvText();
        csv.Add(["run", "seed", .. axes.Select(axis => axis.Name), .. _measured]);
        foreach (var run in analysis.Runs)
        {
            var plan = run.Run.Plan;
            string?[] measured = Measured(run);
            foreach (var cell in plan.Cells)
            {
                csv.Add(
                [
                    plan.Folder, plan.Seed.ToString(CultureInfo.InvariantCulture), .. ArchivedCell.ValuesOf(axes, cell), .. measured,
                ]);
            }
        }

        return csv.ToString();
    }

    static string?[] Measured(RunSummary run) =>
    [
        run.Run.Status,
        run.Outcome?.Steps.ToString(CultureInfo.InvariantCulture),
        CsvText.Number(run.Outcome?.TrainLoss),
        CsvText.Number(run.Outcome?.TestLoss),
        .. Measure.All.Where(measure => measure.Name != "trainLoss" && _measured.Contains(measure.Name)).Select(measure => CsvText.Number(measure.Of(run))),
    ];
}
