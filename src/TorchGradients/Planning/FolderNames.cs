namespace TorchGradients.Planning;

/// <summary>Folder names of runs, for people: axis values, seed, start of the identity.</summary>
public static class FolderNames
{
    const int ShortestHash = 8;
    const int LongestLabel = 120;

    /// <summary>
    /// A name per run, in order. Those that eight hexadecimal digits would not tell apart have as many more as do; all
    /// others
    /// keep their names, whatever runs there are beside them.
    /// </summary>
    /// <param name="runs">Cell, seed and identity of each run; no two identities are the same.</param>
    public static IReadOnlyList<string> For(IReadOnlyList<(IReadOnlyDictionary<string, string> Cell, long Seed, string Identity)> runs)
    {
        string[] labels = [.. runs.Select(run => Label(run.Cell, run.Seed))];
        string[] names = new string[runs.Count];
        IEnumerable<int> open = Enumerable.Range(0, runs.Count);
        for (int digits = ShortestHash; digits <= 64; digits++)
        {
            // Some file systems do not tell upper from lower case.
            var same = open.GroupBy(i => names[i] = $"{labels[i]}-{runs[i].Identity[..digits]}", StringComparer.OrdinalIgnoreCase);
            open = [.. same.Where(group => group.Skip(1).Any()).SelectMany(group => group)];
            if (!open.Any()) break;
        }

        return names;
    }

    static string Label(IReadOnlyDictionary<string, string> cell, long seed)
    {
        IEnumerable<string> parts = [.. cell.Select(value => $"{value.Key}={value.Value}"), FormattableString.Invariant($"seed={seed}")];
        string label = string.Join(',', parts);
        if (label.Length > LongestLabel) label = label[..LongestLabel];
        return string.Create(label.Length, label, static (plain, text) =>
        {
            for (int i = 0; i < plain.Length; i++) plain[i] = IsPlain(text[i]) ? text[i] : '_';
        });
    }

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '=' or ',' or '-' or '.' or '+';
}
