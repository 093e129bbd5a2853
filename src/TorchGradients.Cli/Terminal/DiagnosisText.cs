using Spectre.Console;
using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Cli.Terminal;

/// <summary>The diagnosis as a paragraph, its first sentence in the colour of the verdict.</summary>
public static class DiagnosisText
{
    /// <summary>Prints the sentences, wrapped at the console's width.</summary>
    public static void Render(IAnsiConsole console, Diagnosis diagnosis)
    {
        var text = new Paragraph(Plain(console, diagnosis.Sentences[0]), new Style(Colour(diagnosis.Verdict), decoration: Decoration.Bold));
        foreach (string sentence in diagnosis.Sentences.Skip(1)) text.Append(" " + Plain(console, sentence));
        console.Write(text);
        console.WriteLine();
    }

    static string Plain(IAnsiConsole console, string sentence) => console.Profile.Capabilities.Unicode
        ? sentence
        : sentence.Replace('–', '-');

    static Color Colour(Verdict verdict) => verdict switch
    {
        Verdict.Healthy => Color.Green,
        Verdict.VanishingButUpdated => Color.Yellow,
        Verdict.Unknown => Color.Default,
        _ => Color.Red,
    };
}
