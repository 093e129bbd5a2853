using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>From a config document to its plan, or to every problem that keeps it from being run.</summary>
/// <param name="reader">Reads fragments and checks cells.</param>
/// <param name="surroundings">What is known beside the config: devices and data.</param>
public sealed class Planner(ConfigReader reader, ISurroundings surroundings)
{
    /// <summary>The plan.</summary>
    /// <exception cref="ConfigException">There are problems; it carries them all.</exception>
    public ExperimentPlan Plan(ConfigDocument document)
    {
        var problems = new List<ConfigProblem>(document.Problems);
        if (problems.Count > 0) throw new ConfigException(problems);

        ExperimentConfig experiment = ConfigBinder.Bind<ExperimentConfig>(document.Tree);
        var axes = new AxisReader(reader, document.File, problems).Read(experiment.Axes);
        IReadOnlyList<Cell> cells = [.. Grid.Cells(WithoutGrid(document.Tree), [.. axes.Select(axis => (axis.Axis.Name, axis.Values))])];

        var findings = new CellFindings(cells.Count);
        var runs = new RunCollector(surroundings);
        foreach (Cell cell in cells)
        {
            IReadOnlyList<ConfigProblem> wrong = reader.Check(cell.Tree, document);
            problems.AddRange(wrong.Where(problem => !problems.Contains(problem)));
            if (wrong.Count > 0) continue;

            RunConfig config = ConfigBinder.Bind<RunConfig>(cell.Tree);
            findings.Add(surroundings.Problems(config), isVoid: false);
            findings.Add(VoidSettings.In(cell.Tree, config, surroundings.FeaturesOf(config)), isVoid: true);
            runs.Add(cell, experiment.Seeds);
        }

        problems.AddRange(findings.Problems(document));
        problems.AddRange(BaselineProblems(document, experiment, [.. axes.Select(axis => axis.Axis)]));
        if (problems.Count > 0) throw new ConfigException(problems);

        return new ExperimentPlan(experiment.Name, experiment.Question, [.. axes.Select(axis => axis.Axis)], runs.Runs(),
            [.. findings.Notes(document), .. SelectionNotes(document, experiment)])
        {
            Baseline = experiment.Baseline.ToDictionary(pair => pair.Key, pair => ValueNames.Of([pair.Value])[0]),
            Analysis = experiment.Analysis,
        };
    }

    static JsonObject WithoutGrid(JsonObject tree)
    {
        var config = (JsonObject)tree.DeepClone();
        foreach (string key in new[] { "axes", "seeds", "baseline", "analysis" }) config.Remove(key);
        return config;
    }

    static IEnumerable<ConfigProblem> BaselineProblems(
        ConfigDocument document, ExperimentConfig experiment, IReadOnlyList<PlannedAxis> axes)
    {
        foreach ((string name, JsonNode? value) in experiment.Baseline)
        {
            PlannedAxis? axis = axes.FirstOrDefault(axis => axis.Name == name);
            string path = $"baseline:{name}";
            if (axis is null)
            {
                yield return new ConfigProblem(document.File, path, "is not the name of an axis",
                    axes.Count == 0 ? "There are no axes; leave the baseline out." : $"Axes: {string.Join(", ", axes.Select(a => a.Name))}.");
            }
            else if (!axis.Values.Contains(ValueNames.Of([value])[0]))
            {
                yield return new ConfigProblem(document.File, path,
                    $"'{ValueNames.Of([value])[0]}' is not a value of that axis", $"Values: {string.Join(", ", axis.Values)}.");
            }
        }
    }

    static IEnumerable<ConfigProblem> SelectionNotes(ConfigDocument document, ExperimentConfig experiment)
    {
        bool heldBack = experiment.Data.As<DataConfig>().ValidationFraction > 0;
        if (!heldBack && experiment.Axes.Any(axis => axis.Role == "nuisance"))
        {
            yield return new ConfigProblem(document.File, "data:validationFraction",
                "is 0 although an axis is a nuisance, so no best value is chosen",
                "Hold data back (say 0.1) to choose the nuisance axis' best value per cell.");
        }
    }
}
