namespace TorchGradients.Configuration;

/// <summary>A config cannot be used; carries every problem that was found, not only the first.</summary>
public sealed class ConfigException(IReadOnlyList<ConfigProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem =>
        $"{problem.File}: {problem.Path} {problem.Finding}. {problem.Fix}")))
{
    /// <summary>The problems, in the order of their files and paths.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; } = problems;

    /// <summary>One problem.</summary>
    public ConfigException(ConfigProblem problem) : this([problem])
    {
    }
}
