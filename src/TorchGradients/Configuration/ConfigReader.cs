using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace TorchGradients.Configuration;

/// <summary>
/// Reads configs in their layers: <c>extends</c>, the file, the environment, <c>--set</c>; collects every problem.
/// </summary>
public sealed class ConfigReader
{
    /// <summary>What the names of environment variables start with; further <c>__</c> stand for colons.</summary>
    public const string EnvironmentPrefix = "TORCHGRADIENTS__";

    const string SetOrigin = "--set";

    readonly Families _families;
    readonly string _workingFolder;
    readonly IConfiguration _environment;
    readonly LayerFiles _files;

    /// <summary>A reader.</summary>
    /// <param name="catalogue">Every family of components.</param>
    /// <param name="workingFolder">What the user's paths are relative to; null: the process' working folder.</param>
    /// <param name="environment">
    /// Settings by path; null: the process' variables that start with <see cref="EnvironmentPrefix"/>.
    /// </param>
    public ConfigReader(IReadOnlyList<IRegistry> catalogue, string? workingFolder = null, IConfiguration? environment = null)
    {
        _families = new Families(catalogue);
        _workingFolder = workingFolder ?? Environment.CurrentDirectory;
        _environment = environment ?? new ConfigurationBuilder().AddEnvironmentVariables(EnvironmentPrefix).Build();
        _files = new LayerFiles(_families, _workingFolder);
    }

    /// <summary>A config, with every problem of its files.</summary>
    /// <param name="file">A config, an experiment, or a run's <c>resolved.json</c>.</param>
    /// <param name="settings">The values of <c>--set</c>, each <c>path=value</c>.</param>
    public ConfigDocument Read(string file, IReadOnlyList<string>? settings = null)
    {
        var problems = new List<ConfigProblem>();
        string path = Path.GetFullPath(Path.Combine(_workingFolder, file));
        IReadOnlyList<ConfigLayer> fromFiles = _files.Read(path, problems);
        IReadOnlyList<ConfigLayer> layers =
            [.. fromFiles, .. FromEnvironment(problems), .. FromSettings(settings ?? [], problems)];

        string name = _files.NameOf(path);
        JsonObject tree = ShortForms.ExpandAll(Merged(layers));
        if (!tree.ContainsKey("name")) tree.Insert(0, "name", DefaultName(path));

        var document = new ConfigDocument(name, tree, layers, problems)
        {
            IsComplete = problems.Count == 0,
            Overrides = settings ?? [],
        };
        if (fromFiles.Count == 0) return document;  // What the broken file would have set is not known.

        var check = new SettingsCheck(_families, isPart: problems.Count > 0);  // Nor what a broken one below it would have.
        problems.AddRange(check.Of(tree).Select(finding => Problem(finding, document)));
        problems.AddRange(new AxisCheck(_families, tree).Findings().Select(finding => Problem(finding, document)));
        return document;
    }

    /// <summary>What is wrong with a tree that was made from a document, for example by an axis.</summary>
    public IReadOnlyList<ConfigProblem> Check(JsonObject tree, ConfigDocument document) =>
        [.. new SettingsCheck(_families).Of(tree).Select(finding => Problem(finding, document))];

    /// <summary>What is wrong with some settings of such a tree, whatever the others are.</summary>
    internal IReadOnlyList<ConfigProblem> CheckSome(JsonObject tree, ConfigDocument document) =>
        [.. new SettingsCheck(_families).Of(tree, isWhole: false).Select(finding => Problem(finding, document))];

    /// <summary>A file's path for people: as short as the working folder allows.</summary>
    internal string NameOf(string path) => _files.NameOf(path);

    /// <summary>A fragment with all that it extends, to be merged over a config; empty where it has problems.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="place">Where the config names it; a file that does not exist is reported with it.</param>
    /// <param name="problems">Gets what is wrong with the fragment's files.</param>
    public JsonObject ReadFragment(string file, string place, ICollection<ConfigProblem> problems)
    {
        string path = Path.GetFullPath(Path.Combine(_workingFolder, file));
        string name = _files.NameOf(path);
        var found = new List<ConfigProblem>();
        IReadOnlyList<ConfigLayer> layers = _files.Read(path, found);
        JsonObject merged = Merged(layers);
        var document = new ConfigDocument(name, merged, layers, []);
        found.AddRange(new SettingsCheck(_families, isPart: true).Of(merged).Select(finding => Problem(finding, document)));
        foreach (string key in AxisCheck.NotVaried.Where(merged.ContainsKey))
        {
            found.Add(new ConfigProblem(name, key, "cannot be set by a fragment",
                $"It is merged in by {place}; set this in the experiment."));
        }

        foreach (ConfigProblem problem in found.Where(problem => !problems.Contains(problem))) problems.Add(problem);
        return found.Count == 0 ? merged : [];
    }

    static JsonObject Merged(IEnumerable<ConfigLayer> layers) =>
        layers.Aggregate(new JsonObject(), (below, layer) => JsonMerge.Merge(below, layer.Tree));

    static ConfigProblem Problem(Finding finding, ConfigDocument document)
    {
        string origin = document.OriginOf(finding.Path);
        string source = origin == document.File ? "" : $"It comes from {origin}; set it there or override it here.";
        string[] fixes = [.. new[] { finding.Fix, source }.Where(fix => fix.Length > 0)];
        string fix = fixes.Length == 0 ? "Change it." : string.Join("  ", fixes);
        return new ConfigProblem(document.File, finding.Path, finding.Found, fix);
    }

    static string DefaultName(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name == "experiment" ? Path.GetFileName(Path.GetDirectoryName(path)) ?? name : name;
    }

    IEnumerable<ConfigLayer> FromEnvironment(List<ConfigProblem> problems) => _environment.AsEnumerable()
        .Where(pair => pair.Value is not null)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => (Path: KeySpelling.Of(pair.Key, _families), Text: pair.Value, Variable: VariableOf(pair.Key)))
        .Select(pair => FromText(
            $"{pair.Path}={pair.Text}", $"the environment variable {pair.Variable}", pair.Path, problems))
        .OfType<ConfigLayer>();

    static string VariableOf(string path) => EnvironmentPrefix + path.Replace(":", "__", StringComparison.Ordinal);

    IEnumerable<ConfigLayer> FromSettings(IReadOnlyList<string> settings, List<ConfigProblem> problems) =>
        settings.Select(setting => FromText(setting, SetOrigin, setting, problems)).OfType<ConfigLayer>();

    ConfigLayer? FromText(string text, string origin, string shown, List<ConfigProblem> problems)
    {
        if (LayerText.Parse(text) is { } tree)
        {
            return new ConfigLayer(origin, new LayerPaths(_families, _workingFolder).Resolve(tree));
        }

        problems.Add(new ConfigProblem(origin, Words.Shortened(shown, 60), "is not of the form path=value",
            "Write for example training:steps=100."));
        return null;
    }
}
