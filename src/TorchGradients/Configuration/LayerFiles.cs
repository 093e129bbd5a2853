using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Reads files and those that they extend, each file once.</summary>
/// <param name="families">The known components.</param>
/// <param name="workingFolder">What the user's paths are relative to.</param>
internal sealed class LayerFiles(Families families, string workingFolder)
{
    const int LargestFile = 16 << 20;
    const int MostLayers = 1000;

    readonly Dictionary<string, (JsonObject? Tree, ConfigProblem? Problem)> _read = [];

    /// <summary>The layers of a file: what it extends, in order, and at last the file itself.</summary>
    public IReadOnlyList<ConfigLayer> Read(string path, ICollection<ConfigProblem> problems)
    {
        var layers = new List<ConfigLayer>();
        Add(path, [], layers, problems);
        return layers;
    }

    /// <summary>A file's path for people: as short as the working folder allows.</summary>
    public string NameOf(string path)
    {
        string relative = Path.GetRelativePath(workingFolder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative.Replace('\\', '/');
    }

    /// <summary>Why there is no file to read at the path; null where there is.</summary>
    public static string? Obstacle(string path) =>
        Directory.Exists(path) ? "is a folder, not a file" : File.Exists(path) ? null : "does not exist";

    void Add(string path, IReadOnlyList<string> chain, List<ConfigLayer> layers, ICollection<ConfigProblem> problems)
    {
        string file = NameOf(path);
        if (!_read.TryGetValue(path, out var read)) _read[path] = read = Parse(path, file);
        if (read.Problem is not null && !problems.Contains(read.Problem)) problems.Add(read.Problem);
        if (read.Tree is null) return;

        IReadOnlyList<string> inner = [.. chain, path];
        foreach ((int index, JsonNode? entry) in Extended(read.Tree, file, problems).Index())
        {
            string place = FormattableString.Invariant($"extends:{index}");
            if (Mistake(file, place, path, entry, inner, layers.Count) is not { } problem)
            {
                Add(Resolve(path, entry!), inner, layers, problems);
            }
            else if (!problems.Contains(problem))
            {
                problems.Add(problem);
            }
        }

        var tree = (JsonObject)read.Tree.DeepClone();
        tree.Remove("extends");
        tree.Remove("$schema");
        layers.Add(new ConfigLayer(file, new LayerPaths(families, Path.GetDirectoryName(path)!).Resolve(tree)));
    }

    static IReadOnlyList<JsonNode?> Extended(JsonObject tree, string file, ICollection<ConfigProblem> problems)
    {
        if (!tree.TryGetPropertyValue("extends", out JsonNode? extends)) return [];
        if (extends is JsonArray entries) return [.. entries];

        problems.Add(new ConfigProblem(
            file, "extends", $"is {Words.Name(extends)}, but must be a list of files", "Write \"extends\": [\"...\"]."));
        return [];
    }

    ConfigProblem? Mistake(
        string file, string place, string path, JsonNode? entry, IReadOnlyList<string> chain, int layers)
    {
        bool isText = entry?.GetValueKind() == JsonValueKind.String;
        if (!isText || entry!.GetValue<string>() is "" || entry.GetValue<string>().Contains('\0'))
        {
            return new ConfigProblem(file, place, $"is {Words.Name(entry)}, but must be a file", "Name a file, relative to this one.");
        }

        string target = Resolve(path, entry);
        int start = chain.ToList().IndexOf(target);
        if (start >= 0)
        {
            string circle = string.Join(" -> ", chain.Skip(start).Append(target).Select(NameOf));
            return new ConfigProblem(file, place, $"closes a circle: {circle}", "Remove one of these entries.");
        }

        if (layers >= MostLayers)
        {
            return new ConfigProblem(file, place,
                FormattableString.Invariant($"is one of more than {MostLayers} files"), "Extend fewer files.");
        }

        return Obstacle(target) is { } obstacle
            ? new ConfigProblem(file, place, $"{Words.Name(entry)} {obstacle}", "Correct the path; it is relative to this file.")
            : null;
    }

    static string Resolve(string path, JsonNode entry) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, entry.GetValue<string>()));

    static (JsonObject?, ConfigProblem?) Parse(string path, string file)
    {
        if (Obstacle(path) is { } obstacle)
        {
            return (null, new ConfigProblem(file, "file", obstacle, NearbyFiles.Suggest(path)));
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            if (BoundedStream.ReadAll(stream, LargestFile) is not { } bytes)
            {
                return (null, new ConfigProblem(
                    file, "file", "is larger than 16 MB", "A config is a small text; is it the right file?"));
            }

            var (json, mistake) = JsonText.ParseObject(bytes);
            return (json, json is null ? new ConfigProblem(file, mistake.Path, mistake.Finding, mistake.Fix) : null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, new ConfigProblem(
                file, "file", $"cannot be read: {failure.Message.TrimEnd('.')}", "Look at its permissions."));
        }
    }
}
