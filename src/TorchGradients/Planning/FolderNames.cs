namespace TorchGradients.Planning;

/// <summary>Folder names of runs, for people: axis values, seed, start of the identity.</summary>
public static class FolderNames
{
    const int ShortestHash = 8;
    const int LongestLabel = 120;

    /// <summary>A name per run, in order; where eight hexadecimal digits are shared, as many more as tell them apart.</summary>
    public static IReadOnlyList<string> For(IReadOnlyList<(IReadOnlyDictionary<string, string> Cell, long Seed, string Identity)> runs)
    {
        int digits = ShortestHash;
        while (digits < 64 && runs.Select(run => run.Identity[..digits]).Distinct().Count() < runs.Count) digits++;
        return [.. runs.Select(run => $"{Label(run.Cell, run.Seed)}-{run.Identity[..digits]}")];
    }

    static string Label(IReadOnlyDictionary<string, string> cell, long seed)
    {
        IEnumerable<string> parts = [.. cell.Select(value => $"{value.Key}={value.Value}"), FormattableString.Invariant($"seed={seed}")];
        string label = string.Concat(string.Join(',', parts).Select(c => IsPlain(c) ? c : '_'));
        return label.Length <= LongestLabel ? label : label[..LongestLabel];
    }

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '=' or ',' or '-' or '.' or '+';
}
