using Spectre.Console;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Predictions;

namespace TorchGradients.Cli.Terminal;

/// <summary>Whether what was measured before training is what theory predicts, and how well step 0 foretold which cells train.</summary>
internal static class TheoryLines
{
    /// <summary>Prints the sentences.</summary>
    public static void Render(IAnsiConsole console, ExperimentAnalysis analysis)
    {
        var words = new PlainWords(console);
        console.WriteLine();
        foreach (string sentence in TheoryFindings.Of(analysis.Theory)) Line(sentence);
        if (analysis is { Cells.Count: > 1, Preflight: { } score }) Line($"Preflight: {string.Join(' ', score.Sentences)}");

        void Line(string text)
        {
            console.Write(new Text(words.Of(text)));
            console.WriteLine();
        }
    }
}
