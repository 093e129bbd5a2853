using TorchGradients.Reporting.Analysis.Runs;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Comparisons;

/// <summary>
/// A cell of the axes that are not nuisance: its runs, its measures, and how it compares to its baseline.
/// </summary>
public sealed record CellAnalysis
{
    /// <summary>The axes that are not nuisance, in the order of the config.</summary>
    public required IReadOnlyList<ArchivedAxis> Axes { get; init; }

    /// <summary>The cell's value on each of them.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The nuisance values that count; null without a nuisance axis, or without a choice.</summary>
    public required TuningChoice? Tuning { get; init; }

    /// <summary>
    /// The runs that count: those of the chosen nuisance values, or all; also those that have not ended.
    /// </summary>
    public required IReadOnlyList<RunSummary> Runs { get; init; }

    /// <summary>The measures, in the order of <see cref="Measure.All"/>.</summary>
    public required IReadOnlyList<CellMeasure> Measures { get; init; }

    /// <summary>The values of the cell that this one is compared with; null where there is no such cell.</summary>
    public IReadOnlyList<string>? BaselineValues { get; init; }

    /// <summary>
    /// The comparisons, in the order of <see cref="Measure.All"/>; none for a baseline, or where no pair can be made.
    /// </summary>
    public IReadOnlyList<Comparison> Comparisons { get; init; } = [];

    /// <summary>Whether others are compared with this cell.</summary>
    public bool IsBaseline => BaselineValues is not null && BaselineValues.SequenceEqual(Values);

    /// <summary>The runs that completed or diverged.</summary>
    public IEnumerable<RunSummary> EndedRuns => Runs.Where(run => run.HasEnded);

    /// <summary>For example <c>relu, depth 20</c>: the first axis' value alone, the others with their names.</summary>
    public string Title => Values.Count == 0 ? "the run"
        : string.Join(", ", Values.Select((value, place) => place == 0 ? ValueName.Of(Axes[0].Name, value) : $"{Axes[place].Name} {value}"));

    /// <summary>The measure of that name.</summary>
    public CellMeasure this[string measure] => Measures.First(candidate => candidate.Measure.Name == measure);

    /// <summary>The comparison on the measure of that name; null where there is none.</summary>
    public Comparison? Compared(string measure) => Comparisons.FirstOrDefault(candidate => candidate.Measure.Name == measure);
}
