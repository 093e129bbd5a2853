using Spectre.Console;
using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Cli.Terminal;

/// <summary>What is missing, the answers, the verdict on each remedy and the caveats, in sentences.</summary>
public static class VerdictLines
{
    const int MostVerdicts = 20;

    /// <summary>Prints what a half-finished or broken folder lacks; nothing for a whole one.</summary>
    public static void Missing(IAnsiConsole console, ExperimentAnalysis analysis)
    {
        foreach (string sentence in analysis.Missing) Line(console, "Missing: " + sentence, new Style(Color.Yellow));
    }

    /// <summary>Prints answers, verdicts and caveats; only caveats where nothing is compared.</summary>
    public static void Render(IAnsiConsole console, ExperimentAnalysis analysis)
    {
        foreach (var answer in analysis.Answers) Line(console, answer.Text, new Style(decoration: Decoration.Bold));
        if (analysis.Verdicts.Count > 0) console.WriteLine();
        foreach (var verdict in analysis.Verdicts.Take(MostVerdicts)) Line(console, verdict.Text, Style.Plain);
        if (analysis.Verdicts.Count > MostVerdicts)
        {
            Line(console, $"... and {analysis.Verdicts.Count - MostVerdicts} more verdicts.", Style.Plain);
        }

        if (analysis.Caveats.Count > 0) console.WriteLine();
        foreach (var caveat in analysis.Caveats) Line(console, "Caveat: " + caveat.Text, new Style(Color.Yellow));
    }

    static void Line(IAnsiConsole console, string text, Style style)
    {
        string plain = console.Profile.Capabilities.Unicode ? text : text.Replace('–', '-').Replace("‖", "|", StringComparison.Ordinal);
        console.Write(new Paragraph(plain, style));
        console.WriteLine();
    }
}
