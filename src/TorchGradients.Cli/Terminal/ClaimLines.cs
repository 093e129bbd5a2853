using Spectre.Console;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Analysis.Claims;

namespace TorchGradients.Cli.Terminal;

/// <summary>The claims of an experiment, each with what the measurements say of it.</summary>
public static class ClaimLines
{
    // The report's files have more.
    const int MostParts = 2;

    /// <summary>Prints them; nothing without any.</summary>
    public static void Render(IAnsiConsole console, ExperimentAnalysis analysis)
    {
        if (analysis.Claims.Count == 0) return;

        var plain = new PlainWords(console);
        console.WriteLine();
        console.WriteLine("Claims");
        foreach (var verdict in analysis.Claims)
        {
            var text = new Paragraph(plain.Of($"{verdict.Word}: "), Style(verdict.Outcome));
            text.Append(plain.Of($"{verdict.Claim.Claim} ({verdict.Claim.Source})"));
            console.Write(text);
            console.WriteLine();
            console.Write(new Padder(new Paragraph(plain.Of(verdict.NumbersOf(MostParts))), new Padding(2, 0, 0, 0)));
        }
    }

    // What fails is as plain to see as what holds.
    static Style Style(ClaimOutcome outcome) => new(
        outcome switch
        {
            ClaimOutcome.Holds => Color.Green,
            ClaimOutcome.DoesNotHold => Color.Red,
            _ => Color.Yellow,
        },
        decoration: Decoration.Bold);
}
