using TorchGradients.Reporting.Analysis;

namespace TorchGradients.Reporting.Reports;

/// <summary>What depends on what: the interactions of a grid in sentences.</summary>
public static class DependencyText
{
    /// <summary>The heading above them.</summary>
    public const string Heading = "What depends on what";

    const int Most = 30;

    /// <summary>The interactions that are told from none, as many as there is room for.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="most">How many there is room for.</param>
    public static IReadOnlyList<string> Sentences(ExperimentAnalysis analysis, int most = Most) =>
        [.. analysis.Effects.Dependencies(analysis.Thresholds.Significance).Take(most)];

    /// <summary>What they are, and how many of how many; null where no interaction could be estimated and tested.</summary>
    /// <param name="analysis">The experiment.</param>
    /// <param name="most">How many there is room for.</param>
    public static string? Intro(ExperimentAnalysis analysis, int most = Most)
    {
        int tested = analysis.Effects.Interactions.Count(pair => pair.HolmPValue is not null);
        int told = analysis.Effects.Dependencies(analysis.Thresholds.Significance).Count;
        string of = $"of {tested} that were tested";
        return (tested, told) switch
        {
            (0, _) => null,
            (_, 0) => $"No interaction is told from chance after Holm's correction, {of}: what a setting does is not shown to depend on another.",
            _ when told > most => $"{told} interactions are told from chance after Holm's correction, {of}. The first {most}:",
            _ => $"{told} {(told == 1 ? "interaction is" : "interactions are")} told from chance after Holm's correction, {of}:",
        };
    }
}
