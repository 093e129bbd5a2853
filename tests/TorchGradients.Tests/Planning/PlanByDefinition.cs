using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Engines;
using TorchGradients.Planning;
using TorchGradients.Training.Optimizers;

namespace TorchGradients.Tests.Planning;

/// <summary>
/// A plan as the definition has it: every cell's whole config is merged, checked, normalised and hashed by itself.
/// </summary>
internal static class PlanByDefinition
{
    static readonly string[] s_perMember = ["initialization", "biasInitialization", "schedule", "checkpoints"];

    public static ExperimentPlan Of(GridFolder folder)
    {
        ConfigReader reader = folder.Reader();
        ConfigDocument document = reader.Read("experiment.json");
        var problems = new List<ConfigProblem>(document.Problems);
        if (problems.Count > 0) throw new ConfigException([.. problems, .. SoundAxes.Problems(reader, document)]);

        ExperimentConfig experiment = ConfigBinder.Bind<ExperimentConfig>(document.Tree);
        IReadOnlyList<GridAxis> axes = new AxisReader(reader, document.File, problems).Read(experiment.Axes);
        var pairs = AxisPairs.Problems(document.File, axes).ToList();
        if (pairs.Count > 0) throw new ConfigException([.. problems, .. pairs]);

        var grid = new Grid(axes);
        problems.AddRange(new AxisOverlaps(document, grid, [.. grid.Places()]).Problems());

        var cells = Cells(document, axes).ToList();
        var findings = new CellFindings(cells.Count);
        var runs = new List<(string Identity, long Seed, JsonObject Resolved, RunConfig Config, List<IReadOnlyDictionary<string, string>> Cells)>();
        foreach ((JsonObject tree, Dictionary<string, string> cell) in cells)
        {
            IReadOnlyList<ConfigProblem> wrong = reader.Check(tree, document);
            problems.AddRange(wrong.Where(problem => !problems.Contains(problem)));
            if (wrong.Count > 0) continue;

            RunConfig config = ConfigBinder.Bind<RunConfig>(tree);
            var obstacles = folder.Surroundings.Problems(config);
            findings.Add(obstacles, isVoid: false, cell);
            findings.Add(VoidSettings.In((unit, option) =>
                (unit.Split(':').Aggregate((JsonNode?)ShortForms.ExpandAll(tree), (node, key) => node?[key]) as JsonObject)?[option],
                config, folder.Surroundings.ShapeOf(config)?.Features), isVoid: true, cell);
            if (obstacles.Count > 0) continue;

            bool differs = false;
            foreach (long seed in experiment.Seeds)
            {
                tree["seeds"] = new JsonArray(seed);
                JsonObject resolved = ConfigNormalizer.Normalize(tree, Catalogue.All);
                config = ConfigBinder.Bind<RunConfig>(resolved);
                string identity = Identity.Of(resolved, Facts(folder, config));
                if (runs.FindIndex(run => run.Identity == identity) is var known and >= 0)
                {
                    runs[known].Cells.Add(cell);
                    differs |= !runs[known].Config.Training.Checkpoints.SequenceEqual(config.Training.Checkpoints);
                }
                else
                {
                    runs.Add((identity, seed, resolved, config, [cell]));
                }
            }

            if (differs)
            {
                findings.AddNotes([("training:checkpoints",
                    "differs between cells that are the same run; what the first of them says counts", "Set it for all runs.")]);
            }
        }

        problems.AddRange(findings.Problems(document));
        if (problems.Count > 0) throw new ConfigException(problems);

        IReadOnlyList<string> folders = FolderNames.For([.. runs.Select(run => (run.Cells[0], run.Seed, run.Identity))]);
        PlannedRun[] planned =
            [.. runs.Zip(folders, (run, name) => new PlannedRun(run.Identity, name, run.Seed, run.Resolved, run.Config, run.Cells))];
        return new ExperimentPlan(experiment.Name, "", [.. axes.Select(axis => axis.Axis)], planned,
            [.. findings.Notes(document), .. SharedRuns.Notes(document.File, planned)])
        {
            Groups = [.. runs.Select((run, i) => (Kind: Kind(folder, run.Resolved, run.Config), i))
                .GroupBy(run => run.Kind.ToJsonString(), (_, group) => group.ToArray())
                .Select(group => new RunGroup(group[0].Kind, [.. group.Select(run => run.i)], CohortRule.Alone))],
        };
    }

    static IEnumerable<(JsonObject Tree, Dictionary<string, string> Cell)> Cells(ConfigDocument document, IReadOnlyList<GridAxis> axes)
    {
        var tree = (JsonObject)document.Tree.DeepClone();
        foreach (string key in new[] { "axes", "seeds", "exclude", "baseline" }) tree.Remove(key);
        IEnumerable<int[]> choices = [[]];
        foreach ((int index, GridAxis axis) in axes.Index())
        {
            int partner = axis.Pair is null ? -1 : axes.ToList().FindIndex(other => other.Pair == axis.Pair);
            choices = choices.SelectMany(chosen => Enumerable.Range(0, axis.Values.Count)
                .Where(value => partner < 0 || partner == index || chosen[partner] == value)
                .Select(value => chosen.Append(value).ToArray())).ToList();
        }

        foreach (int[] chosen in choices)
        {
            JsonObject config = axes.Zip(chosen).Aggregate(tree, (below, axis) =>
                JsonMerge.Merge(below, axis.First.Values[axis.Second].Layer));
            yield return ((JsonObject)config.DeepClone(),
                axes.Zip(chosen).ToDictionary(axis => axis.First.Axis.Name, axis => axis.First.Values[axis.Second].Name));
        }
    }

    static WorkFacts Facts(GridFolder folder, RunConfig config) => new(
        folder.Surroundings.DeviceKind(config),
        config.Training.Precision ?? EngineKinds.All.Create(config.Training.Engine).DefaultPrecision,
        config.Data.As<DataConfig>().Scaling ?? (DataSets.All.Create(config.Data).IsMade ? "none" : "standardize"),
        folder.Surroundings.DataHash(config));

    static JsonObject Kind(GridFolder folder, JsonObject resolved, RunConfig config)
    {
        var kind = (JsonObject)resolved.DeepClone();
        foreach (string key in new[] { "name", "question", "seeds", "execution" }) kind.Remove(key);
        foreach (string key in s_perMember)
        {
            kind["model"]!.AsObject().Remove(key);
            kind["training"]!.AsObject().Remove(key);
        }

        WorkFacts facts = Facts(folder, config);
        kind["training"]!["device"] = facts.DeviceKind;
        kind["training"]!["precision"] = facts.Precision;
        kind["training"]!["optimizer"] = config.Training.Optimizer.Name == "sgd" ? Sgd(config) : Adam();
        return kind;
    }

    static JsonObject Sgd(RunConfig config)
    {
        var options = config.Training.Optimizer.As<SgdOptions>();
        return new JsonObject
        {
            ["name"] = "sgd",
            ["momentum"] = options.Momentum == 0 ? 0.0 : "not 0",
            ["nesterov"] = options.Nesterov,
            ["weightDecay"] = 0.0,
        };
    }

    static JsonObject Adam() => new()
    {
        ["name"] = "adam",
        ["beta1"] = "not 0",
        ["beta2"] = "not 0",
        ["epsilon"] = "not 0",
        ["weightDecay"] = 0.0,
    };
}
