using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>Cells that come to the same work, so that they share its runs.</summary>
internal static class SharedRuns
{
    /// <summary>A note where there are such cells.</summary>
    /// <param name="file">The experiment.</param>
    /// <param name="runs">Its runs.</param>
    public static IEnumerable<ConfigProblem> Notes(string file, IReadOnlyList<PlannedRun> runs)
    {
        PlannedRun[] ofOneSeed = [.. runs.Where(run => run.Seed == runs[0].Seed)];
        int cells = ofOneSeed.Sum(run => run.Cells.Count);
        if (cells == ofOneSeed.Length) yield break;

        IReadOnlyList<IReadOnlyDictionary<string, string>> same = ofOneSeed.First(run => run.Cells.Count > 1).Cells;
        yield return new ConfigProblem(file, "axes",
            FormattableString.Invariant($"come to {ofOneSeed.Length} different configs in {cells} cells; ")
            + $"cells of the same config share its runs, for example '{CellValues.Named(same[0])}' and '{CellValues.Named(same[1])}'",
            "Leave out the cells that are not wanted (exclude).");
    }
}
