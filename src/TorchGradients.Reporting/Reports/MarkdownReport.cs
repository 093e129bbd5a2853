using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Predictions;
using TorchGradients.Reporting.Figures;

namespace TorchGradients.Reporting.Reports;

/// <summary><c>report.md</c>: the report for a repository or a paper, with the static figures beside it.</summary>
static class MarkdownReport
{
    /// <summary>The file's name in the experiment's folder.</summary>
    public const string FileName = "report.md";

    const int MostCells = 200;
    const int MostRepeated = 50;
    const int MostUnknown = 5;

    /// <summary>The report.</summary>
    public static string Text(ReportContent content)
    {
        var analysis = content.Analysis;
        string[] parts =
        [
            $"# {MarkdownText.Of(content.Name)}",
            analysis.Question.Length > 0 ? $"*{MarkdownText.Of(analysis.Question)}*" : "",
            Bullets("**What is missing**", analysis.Missing),
            $"**{MarkdownText.Of(content.Headline.First)}** {MarkdownText.Of(content.Headline.Second)}".Trim(),
            content.Size + ".",
            .. content.Proof is { } proof ? Shown(proof) : [],
            "## Comparison",
            ComparisonRows.WhyNone(analysis) ?? MarkdownText.Table(ComparisonRows.Of(analysis, MostCells)).TrimEnd(),
            Bullets("", [.. analysis.Answers.Select(answer => answer.Text)]),
            Bullets("**Caveats**", [.. analysis.Caveats.Select(caveat => caveat.Text)]),
            .. analysis.Claims.Count == 0 ? [] : (string[])["## Claims", MarkdownText.Table(ClaimTable.Of(analysis)).TrimEnd()],
            .. analysis.Verdicts.Count == 0 ? [] : (string[])["## Remedies", .. Verdicts(content)],
            .. TuningTable.Of(analysis, MostCells) is not { } tuned ? [] : (string[])["## What was tuned", MarkdownText.Table(tuned).TrimEnd()],
            .. Dependencies(analysis),
            "## Figures",
            .. content.Figures.Where(figure => !ReferenceEquals(figure, content.Proof)).SelectMany(Figure),
            .. Theory(analysis),
            "## Diagnosis",
            MarkdownText.Table(DiagnosisTable.Of(analysis, MostCells)).TrimEnd(),
            "## Every seed",
            MarkdownText.Table(SeedRows.Of(analysis, MostCells)).TrimEnd(),
            "## How it is judged",
            MarkdownText.Table(ThresholdTable.Of(analysis.Thresholds)).TrimEnd(),
            "## Environment",
            MarkdownText.Table(content.Environment).TrimEnd(),
            "## How to repeat it",
            .. Repeat(content),
        ];
        return string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n";
    }

    static IEnumerable<string> Verdicts(ReportContent content)
    {
        var verdicts = content.Analysis.Verdicts;
        foreach (var verdict in verdicts.Take(MostCells))
        {
            yield return $"**{MarkdownText.Of(verdict.Cell.Title)}**: {MarkdownText.Of(string.Join(' ', verdict.Sentences))}";
        }

        if (verdicts.Count > MostCells) yield return $"The first {MostCells} of {verdicts.Count} remedies; comparison.csv has the measures of all.";
    }

    static IEnumerable<string> Dependencies(ExperimentAnalysis analysis)
    {
        if (DependencyText.Intro(analysis) is not { } intro) yield break;

        yield return $"## {DependencyText.Heading}";
        yield return MarkdownText.Of(intro);
        yield return Bullets("", DependencyText.Sentences(analysis));
    }

    static IEnumerable<string> Theory(ExperimentAnalysis analysis)
    {
        if (analysis.Cells.Count == 0) yield break;

        yield return "## Theory beside measurement";
        yield return Bullets("", TheoryFindings.Of(analysis.Theory));
        if (analysis.Theory.Any(one => one.Predicted is not null))
        {
            yield return MarkdownText.Table(TheoryTable.Of(analysis, MostCells)).TrimEnd();
            yield return MarkdownText.Of(TheoryFindings.Reading);
        }

        if (analysis.Preflight is { } score) yield return Bullets("**What step 0 foretold**", score.Sentences);
    }

    static IEnumerable<string> Figure(DrawnFigure figure)
    {
        yield return $"### {figure.Figure.Heading}";
        if (figure.Reason is { } reason)
        {
            yield return MarkdownText.Of(reason);
            yield break;
        }

        foreach (string part in Shown(figure)) yield return part;
    }

    static IEnumerable<string> Shown(DrawnFigure figure)
    {
        yield return $"![{MarkdownText.Of(figure.Model.Title)}]({FigureGallery.FolderName}/{figure.Name}.png)";
        yield return MarkdownText.Of(string.Join(' ', new[] { figure.Model.Sentence, figure.Model.Reading, figure.Model.Thinning ?? "" }
            .Where(text => text.Length > 0)));
    }

    static IEnumerable<string> Repeat(ReportContent content)
    {
        if (RepeatSteps.Of(content, MostRepeated) is not { } steps)
        {
            yield return "No run tells its config: there is no resolved.json that can be read.";
            yield break;
        }

        yield return steps.Commit is { } commit ? $"Check out the program's commit `{commit}`." : "The program's commit is not known, or not the same for all runs.";
        yield return $"Save this, the config of {MarkdownText.Of(steps.Start.Title)} with all its seeds, as `config.json` in the repository:";
        yield return MarkdownText.Code("json", steps.Config).TrimEnd();
        yield return MarkdownText.Code("sh", RepeatSteps.Command).TrimEnd();
        foreach (RepeatedCell cell in steps.WithConfigs)
        {
            yield return $"{MarkdownText.Of(cell.Cell.Title)} lacks settings of that config, so save this as `{cell.File}`:";
            yield return MarkdownText.Code("json", cell.Config!).TrimEnd();
        }

        if (steps.Others.Count > 0)
        {
            yield return "Every other cell has a command of its own, and an output folder of its own:";
            yield return MarkdownText.Code("sh", string.Join('\n', steps.Others.Select(Command))).TrimEnd();
        }

        yield return (steps.LeftOut > 0 ? $"{steps.LeftOut} more cells are left out here. " : "") + Unknown(steps)
            + "That makes the runs, cell by cell. The comparison and this report come with them from the experiment's own config, where it is at hand:";
        yield return MarkdownText.Code("sh", steps.Comparison).TrimEnd();
        yield return "A single run is repeated by `run RUN/resolved.json --output DIR`, where RUN is its folder and DIR a new one. "
            + "Numbers of the same machine and number of threads are the same to the last digit.";
    }

    static string Unknown(RepeatSteps steps) => steps.Unknown.Count == 0 ? ""
        : $"No run tells the config of {MarkdownText.Of(string.Join("; ", steps.Unknown.Take(MostUnknown).Select(cell => cell.Title)))}"
            + (steps.Unknown.Count > MostUnknown ? $" and {steps.Unknown.Count - MostUnknown} more cells" : "") + ". ";

    static string Command(RepeatedCell cell) => $"# {cell.Cell.Title.ReplaceLineEndings(" ")}\n{cell.Command}";

    static string Bullets(string head, IReadOnlyList<string> sentences) => sentences.Count == 0 ? ""
        : (head.Length == 0 ? "" : head + "\n\n") + string.Join('\n', sentences.Select(sentence => "- " + MarkdownText.Of(sentence)));
}
