using TorchGradients.Configuration;
using TorchGradients.Execution;
using TorchGradients.Planning;

namespace TorchGradients.Cli;

/// <summary>From files on the command line to their plans; every problem of every file at once.</summary>
internal static class Plans
{
    /// <summary>The plans, in the order of the files.</summary>
    /// <exception cref="ConfigException">At least one file has a problem.</exception>
    public static IReadOnlyList<ExperimentPlan> Of(IReadOnlyList<string> files, IReadOnlyList<string> settings)
    {
        var reader = new ConfigReader(Catalogue.All);
        var planner = new Planner(reader, new Surroundings());
        var plans = new List<ExperimentPlan>();
        var problems = new List<ConfigProblem>();
        foreach (string file in files)
        {
            try
            {
                plans.Add(planner.Plan(reader.Read(file, settings)));
            }
            catch (ConfigException mistake)
            {
                problems.AddRange(mistake.Problems.Where(problem => !problems.Contains(problem)));
            }
        }

        foreach (IGrouping<string, string> name in plans.Zip(files, (plan, file) => (plan.Name, file))
            .GroupBy(pair => pair.Name, pair => pair.file).Where(group => group.Count() > 1))
        {
            problems.Add(new ConfigProblem(name.Last(), "name", $"'{name.Key}' is also the name in {name.First()}",
                "Give one of them another name: it is the name of the folder."));
        }

        return problems.Count == 0 ? plans : throw new ConfigException(problems);
    }
}
