using System.Text;
using TorchGradients.Configuration;
using TorchGradients.Planning;

namespace TorchGradients.Cli;

/// <summary>Words about plans.</summary>
internal static class PlanText
{
    /// <summary>For example <c>1 run</c>, <c>6 runs</c>.</summary>
    public static string Count(int count, string noun) =>
        FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The plan's notes, one a paragraph; empty without any.</summary>
    public static string Notes(ExperimentPlan plan)
    {
        var text = new StringBuilder();
        foreach (ConfigProblem note in plan.Notes)
        {
            text.AppendLine($"Note: {note.Path} {note.Finding}. {note.Fix}");
        }

        return text.ToString();
    }
}
