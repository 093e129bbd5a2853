using System.Collections;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Cli.Slurm;

/// <summary>
/// Reads a site's settings in their layers: the user's file, the file beside the experiment, the environment, the command line.
/// </summary>
/// <param name="userFolder">Where the user's file lies: <see cref="UserFolder"/>.</param>
/// <param name="environment">The variables, whose names begin with <see cref="EnvironmentPrefix"/>.</param>
internal sealed class SlurmSettingsReader(string userFolder, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>A file's name.</summary>
    public const string FileName = "slurm.json";

    /// <summary>What the names of variables begin with; the setting's name follows, in whatever case.</summary>
    public const string EnvironmentPrefix = "TORCHGRADIENTS_SLURM__";

    /// <summary>Where settings come from that no file holds.</summary>
    public const string CommandLine = "the command line";

    const string EnvironmentOrigin = "the environment";

    /// <summary>The user's folder of this program's settings: below <c>$XDG_CONFIG_HOME</c>, else <c>~/.config</c>.</summary>
    public static string UserFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "torchgradients");

    /// <summary>This process' reader.</summary>
    public static SlurmSettingsReader OfThisProcess() => new(UserFolder, Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? ""));

    /// <summary>What holds for an experiment's folder, of which no file is at hand.</summary>
    public static SlurmSettings ForFolder(string folder) => OfThisProcess().Read(Path.Combine(folder, FileName), []).Settings;

    /// <summary>The settings, and where each that is set comes from.</summary>
    /// <param name="experimentFile">The file that is run; settings may lie beside it.</param>
    /// <param name="given">What the command line sets.</param>
    /// <exception cref="ConfigException">Something is wrong with them; says everything.</exception>
    public (SlurmSettings Settings, IReadOnlyDictionary<string, string> Origins) Read(string experimentFile, JsonObject given)
    {
        var problems = new List<ConfigProblem>();
        var origins = new Dictionary<string, string>();
        var settings = new JsonObject();
        foreach ((string origin, JsonObject layer) in Layers(experimentFile, given, problems))
        {
            foreach ((string key, JsonNode? value) in layer)
            {
                settings[key] = value?.DeepClone();
                origins[key] = origin;
            }
        }

        if (problems.Count > 0) throw new ConfigException(problems);
        SlurmSettings read = ConfigBinder.Bind<SlurmSettings>(settings);
        problems.AddRange(SlurmAmounts.Problems(read, origins));
        return problems.Count > 0 ? throw new ConfigException(problems) : (read, origins);
    }

    IEnumerable<(string Origin, JsonObject Layer)> Layers(string experimentFile, JsonObject given, List<ConfigProblem> problems)
    {
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(experimentFile))!, FileName);
        foreach (string file in new[] { Path.Combine(userFolder, FileName), beside }.Distinct().Where(File.Exists))
        {
            if (SettingsFile.Read<SlurmSettings>(file, problems) is { } layer) yield return (file, layer);
        }

        foreach ((string name, string text) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.Ordinal)) continue;
            JsonObject layer = SettingsFile.OfText<SlurmSettings>(name[EnvironmentPrefix.Length..], text);
            SettingsFile.Check<SlurmSettings>(EnvironmentOrigin, layer, problems);
            yield return (EnvironmentOrigin, layer);
        }

        SettingsFile.Check<SlurmSettings>(CommandLine, given, problems);
        yield return (CommandLine, given);
    }
}
