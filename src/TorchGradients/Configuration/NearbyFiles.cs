namespace TorchGradients.Configuration;

/// <summary>What may have been meant by a path where there is no file.</summary>
internal static class NearbyFiles
{
    const int MostListed = 30;

    /// <summary>The configs beside it, the nearest name first; for a folder, those in it.</summary>
    /// <param name="path">An absolute path.</param>
    public static string Suggest(string path)
    {
        bool isFolder = Directory.Exists(path);
        string folder = isFolder ? path : Path.GetDirectoryName(path) ?? path;
        if (!Directory.Exists(folder)) return $"There is no folder '{folder}' either; correct the path.";

        string[] configs = [.. Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileName).Take(MostListed)!];
        if (configs.Length == 0) return $"{(isFolder ? "It" : $"The folder '{folder}'")} holds no .json files; correct the path.";
        return isFolder
            ? $"Name a file in it: {string.Join(", ", configs.Order(StringComparer.Ordinal))}."
            : Words.DidYouMean(Path.GetFileName(path), configs);
    }
}
