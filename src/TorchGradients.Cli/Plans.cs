using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli;

/// <summary>From files on the command line to their plans; every problem of every file at once.</summary>
internal static class Plans
{
    /// <summary>The plans, in the order of the files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="settings">The values of <c>--set</c>.</param>
    /// <param name="surroundings">Where each file's runs will go; null: all to this machine.</param>
    /// <exception cref="ConfigException">At least one file has a problem.</exception>
    public static IReadOnlyList<ExperimentPlan> Of(
        IReadOnlyList<string> files, IReadOnlyList<string> settings, Func<string, ISurroundings>? surroundings = null)
    {
        var reader = new ConfigReader(Catalogue.All);
        var here = new Surroundings();
        var plans = new List<(ExperimentPlan Plan, string File)>();
        var problems = new List<ConfigProblem>();
        foreach (string file in files.DistinctBy(Path.GetFullPath))
        {
            try
            {
                plans.Add((new Planner(reader, surroundings?.Invoke(file) ?? here).Plan(reader.Read(file, settings)), file));
            }
            catch (ConfigException mistake)
            {
                problems.AddRange(mistake.Problems.Where(problem => !problems.Contains(problem)));
            }
        }

        problems.AddRange(files.GroupBy(Path.GetFullPath).Where(group => group.Count() > 1).Select(group =>
            new ConfigProblem(group.First(), "file", "is given more than once", "Name it once.")));
        problems.AddRange(plans.GroupBy(pair => pair.Plan.Name, pair => pair.File).Where(group => group.Count() > 1).Select(group =>
            new ConfigProblem(group.Last(), "name", $"'{group.Key}' is also the name in {group.First()}",
                "Give one of them another name: it is the name of the folder.")));

        return problems.Count == 0 ? [.. plans.Select(pair => pair.Plan)] : throw new ConfigException(problems);
    }
}
