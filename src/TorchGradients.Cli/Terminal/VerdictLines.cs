using Spectre.Console;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Verdicts;
using TorchGradients.Reporting.Reports;

namespace TorchGradients.Cli.Terminal;

/// <summary>What is missing, the headline, the answers, what depends on what, the caveats and, where asked for, the verdict on each remedy, in sentences.</summary>
public static class VerdictLines
{
    const int MostDependencies = 3;

    /// <summary>Prints what a half-finished or broken folder lacks; nothing for a whole one.</summary>
    public static void Missing(IAnsiConsole console, ExperimentAnalysis analysis)
    {
        foreach (string sentence in analysis.Missing) Line(console, "Missing: " + sentence, new Style(Color.Yellow));
    }

    /// <summary>
    /// Prints headline, answers, dependencies, verdicts and caveats; only dependencies and caveats where nothing is compared, and of
    /// a single cell whether it trains.
    /// </summary>
    /// <param name="console">Where to.</param>
    /// <param name="analysis">The analysis.</param>
    /// <param name="inFull">Whether to print the verdict on each remedy, a paragraph each.</param>
    public static void Render(IAnsiConsole console, ExperimentAnalysis analysis, bool inFull = false)
    {
        if (analysis.Answers.Count > 0)
        {
            console.WriteLine();
            Line(console, Headline.Of(analysis).Text, new Style(decoration: Decoration.Bold));
            console.WriteLine();
        }

        if (analysis.Training is { } trains) Line(console, trains, new Style(Trains(analysis), decoration: Decoration.Bold));
        foreach (var answer in analysis.Answers) Line(console, answer.Text, Style.Plain);
        Dependencies(console, analysis);
        if (inFull && analysis.Verdicts.Count > 0)
        {
            console.WriteLine();
            foreach (var verdict in analysis.Verdicts) Line(console, verdict.Text, Style.Plain);
        }

        if (analysis.Caveats.Count > 0) console.WriteLine();
        foreach (var caveat in analysis.Caveats) Line(console, "Caveat: " + caveat.Text, new Style(Color.Yellow));
    }

    static Color Trains(ExperimentAnalysis analysis) => analysis.States[0].Training.Trains switch
    {
        true => Color.Green,
        false => Color.Red,
        null => Color.Default,
    };

    // What is not told from chance needs no line here.
    static void Dependencies(IAnsiConsole console, ExperimentAnalysis analysis)
    {
        IReadOnlyList<string> told = DependencyText.Sentences(analysis, MostDependencies);
        if (told.Count == 0) return;

        console.WriteLine();
        Line(console, DependencyText.Intro(analysis, MostDependencies)!, Style.Plain);
        foreach (string sentence in told) Line(console, sentence, Style.Plain);
    }

    static void Line(IAnsiConsole console, string text, Style style)
    {
        console.Write(new Paragraph(new PlainWords(console).Of(text), style));
        console.WriteLine();
    }
}
