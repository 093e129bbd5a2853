using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>Checks that axes which are to advance together can.</summary>
internal static class AxisPairs
{
    /// <summary>What is wrong with the pairs.</summary>
    /// <param name="file">The experiment.</param>
    /// <param name="axes">All axes in the order of the config.</param>
    public static IEnumerable<ConfigProblem> Problems(string file, IReadOnlyList<GridAxis> axes)
    {
        var pairs = axes.Index().Where(axis => axis.Item.Pair is not null).GroupBy(axis => axis.Item.Pair!).ToList();
        foreach (var pair in pairs)
        {
            (int firstIndex, GridAxis first) = pair.First();
            if (pair.Count() == 1)
            {
                string[] others = [.. pairs.Select(other => other.Key).Where(other => other != pair.Key)];
                yield return new ConfigProblem(file, FormattableString.Invariant($"axes:{firstIndex}:pair"),
                    $"'{pair.Key}' is the pair of no other axis, so it has no effect",
                    "Leave it out, or give the other axis the same pair."
                    + (others.Length == 0 ? "" : $"  {Words.DidYouMean(pair.Key, others)}"));
            }

            foreach (string twice in Combinations(pair.Select(axis => axis.Item).ToList()).GroupBy(values => values)
                .Where(group => group.Count() > 1).Select(group => group.Key))
            {
                yield return new ConfigProblem(file, FormattableString.Invariant($"axes:{firstIndex}:pair"),
                    $"'{pair.Key}' has the values {twice} twice", "Remove one, or let one of the values differ.");
            }

            foreach ((int index, GridAxis axis) in pair.Skip(1).Where(axis => axis.Item.Values.Count != first.Values.Count))
            {
                yield return new ConfigProblem(file, FormattableString.Invariant($"axes:{index}:pair"),
                    FormattableString.Invariant($"is '{pair.Key}', but '{axis.Axis.Name}' has {axis.Values.Count} values and '")
                    + FormattableString.Invariant($"{first.Axis.Name}' (axes:{firstIndex}), which it advances with, {first.Values.Count}"),
                    "Give both equally many values.");
            }
        }
    }

    static IEnumerable<string> Combinations(List<GridAxis> pair) => Enumerable
        .Range(0, pair.Min(axis => axis.Values.Count))
        .Select(i => string.Join(", ", pair.Select(axis => $"{axis.Axis.Name} {axis.Axis.Values[i]}")));
}
