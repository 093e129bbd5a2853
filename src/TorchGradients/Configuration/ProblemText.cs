using System.Text;

namespace TorchGradients.Configuration;

/// <summary>Problems as a text for people.</summary>
public static class ProblemText
{
    const int WidestPath = 40;

    /// <summary>The problems file by file: path, finding, and below it the fix; ends with a line break.</summary>
    public static string Format(IReadOnlyList<ConfigProblem> problems)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, ConfigProblem> file in problems.GroupBy(problem => problem.File))
        {
            if (text.Length > 0) text.Append('\n');
            int count = file.Count();
            string noun = count == 1 ? "problem" : "problems";
            text.Append(FormattableString.Invariant($"{count} {noun} in {file.Key}; nothing was run.\n\n"));
            int width = Math.Min(WidestPath, file.Max(problem => problem.Path.Length));
            foreach (ConfigProblem problem in file) Append(text, problem, width);
        }

        return text.ToString();
    }

    static void Append(StringBuilder text, ConfigProblem problem, int width)
    {
        string margin = new(' ', width + 8);
        text.Append($"  {problem.Path.PadRight(width)}      ");
        text.Append(problem.Path.Length > width ? $"\n{margin}" : "").Append($"{problem.Finding}.\n");
        if (problem.Fix.Length > 0) text.Append($"{margin}{problem.Fix}\n");
    }
}
