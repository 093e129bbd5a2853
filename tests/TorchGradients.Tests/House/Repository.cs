namespace TorchGradients.Tests.House;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>
    /// Every C# file written by hand below these folders, as a path from the root with slashes; build output is left
    /// out.
    /// </summary>
    public static IEnumerable<string> SourceFiles(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TorchGradients.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException(
                $"No folder above {AppContext.BaseDirectory} holds TorchGradients.sln.");
        }

        return folder.FullName;
    }
}
