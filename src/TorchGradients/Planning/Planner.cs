using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>From a config document to its plan, or to every problem that keeps it from being run.</summary>
/// <param name="reader">Reads fragments and checks cells.</param>
/// <param name="surroundings">What is known beside the config: devices and data.</param>
public sealed class Planner(ConfigReader reader, ISurroundings surroundings)
{
    /// <summary>More runs are taken for a mistake.</summary>
    public const int MostRuns = 1_000_000;

    /// <summary>The plan.</summary>
    /// <exception cref="ConfigException">There are problems; it carries them all.</exception>
    public ExperimentPlan Plan(ConfigDocument document)
    {
        if (document.Problems.Count > 0) throw new ConfigException([.. document.Problems, .. Further(document)]);

        var problems = new List<ConfigProblem>();
        ExperimentConfig experiment = ConfigBinder.Bind<ExperimentConfig>(document.Tree);
        IReadOnlyList<GridAxis> axes = new AxisReader(reader, document.File, problems).Read(experiment.Axes);
        var grid = new Grid(axes);
        var ofGrid = GridProblems(document, grid, experiment.Seeds.Count).ToList();
        problems.AddRange(ofGrid);
        if (ofGrid.Count > 0) ThrowIfAny(problems);  // What its cells are is not known.

        var lookup = new AxisLookup(document.File, axes, problems);
        IReadOnlyList<int[]> places = new GridSelection(grid, experiment, lookup).Places();
        problems.AddRange(new AxisOverlaps(document, grid, places).Problems());
        IReadOnlyList<ClaimConfig> claims = new ClaimReader(document.Tree, experiment, grid, places, lookup).Read();
        var cells = new GridCells(reader, surroundings, document, grid, experiment.Seeds);
        cells.Add(places);
        problems.AddRange(cells.Problems);
        ThrowIfAny(problems);

        IReadOnlyList<RunGroup> groups = cells.Runs.Groups();
        IReadOnlyList<PlannedRun> runs = cells.Runs.Runs();
        return new ExperimentPlan(experiment.Name, experiment.Question, [.. axes.Select(axis => axis.Axis)], runs,
            [.. cells.Notes, .. SharedRuns.Notes(document.File, runs), .. SelectionNotes(document, experiment), .. CohortNotes(document, experiment, groups)])
        {
            Groups = groups,
            Baseline = experiment.Baseline.ToDictionary(pair => pair.Key, pair => ValueNames.Of([pair.Value])[0]),
            Claims = claims,
            Analysis = experiment.Analysis,
            Source = new PlanSource(document.File, document.Overrides),
        };
    }

    /// <summary>
    /// What is wrong with the sound part of a document that has problems, whatever the broken part would say.
    /// </summary>
    IEnumerable<ConfigProblem> Further(ConfigDocument document)
    {
        if (!document.IsComplete) return [];

        IReadOnlyList<ConfigProblem> ofAxes = SoundAxes.Problems(reader, document);
        var sound = SoundPart.Of(document);
        try
        {
            Plan(sound.Document);
            return ofAxes;
        }
        catch (ConfigException mistake)
        {
            return [.. ofAxes,
                .. mistake.Problems.Where(problem => sound.Explains(problem.Path) && !document.Problems.Contains(problem))];
        }
    }

    static void ThrowIfAny(IReadOnlyList<ConfigProblem> problems)
    {
        if (problems.Count > 0) throw new ConfigException(problems);
    }

    static IEnumerable<ConfigProblem> GridProblems(ConfigDocument document, Grid grid, int seeds)
    {
        foreach (ConfigProblem problem in AxisPairs.Problems(document.File, grid.Axes)) yield return problem;

        if (grid.Count * seeds > MostRuns)
        {
            string product = string.Join(" x ", [.. grid.Lengths, seeds]);
            yield return new ConfigProblem(document.File, "axes",
                FormattableString.Invariant($"span {product} runs (the last factor are the seeds), more than {MostRuns}"),
                "Shorten an axis, let axes advance together (pair), or split the experiment.");
        }
    }

    /// <summary>What a size that was asked for does to numbers, and why; <c>auto</c> avoids it where it can.</summary>
    static IEnumerable<ConfigProblem> CohortNotes(ConfigDocument document, ExperimentConfig experiment, IReadOnlyList<RunGroup> groups)
    {
        if (experiment.Execution.MostTogether is not { } most) yield break;

        RunGroup[] bound = [.. groups.Where(group => group.Rule.IsBound && group.Sizes[0] > 1)];
        int onGpu = bound.Count(group => group.Kind["training"]!["device"]!.ToString() != "cpu");
        if (onGpu > 0)
        {
            yield return Note(onGpu, "since a GPU's kernels follow the shape of the whole stack",
                "Use off, which trains each run alone, where numbers may depend on nothing but the run.");
        }

        if (bound.Length > onGpu)
        {
            yield return Note(bound.Length - onGpu,
                "since a member's part of a tensor does not begin at a boundary of 64 bytes",
                "Use auto, which trains such runs alone, or a batch and a width that are multiples of 16 (float32) or of 8 (float64).");
        }

        ConfigProblem Note(int count, string reason, string fix) => new(document.File, "execution:cohorts",
            FormattableString.Invariant($"is {most}, and in {count} of {groups.Count} groups of runs ")
            + $"the last digits depend on it, {reason}", fix);
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
