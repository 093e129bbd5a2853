using Microsoft.Extensions.Configuration;
using TorchGradients.Configuration;

namespace TorchGradients.Tests.Configuration;

/// <summary>A folder of config files that is gone after the test, and a reader whose working folder it is.</summary>
internal sealed class ConfigFolder : IDisposable
{
    readonly Dictionary<string, string?> _environment = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("config-").FullName;

    public ConfigFolder With(string file, string text) => With(file, System.Text.Encoding.UTF8.GetBytes(text));

    public ConfigFolder With(string file, byte[] bytes)
    {
        string path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public ConfigFolder WithEnvironment(string path, string value)
    {
        _environment[path] = value;
        return this;
    }

    public string PathOf(string file) => Path.Combine(Root, file);

    public ConfigReader Reader() => new(
        SmallCatalogue.All, Root, new ConfigurationBuilder().AddInMemoryCollection(_environment).Build());

    public ConfigDocument Read(string file, params string[] settings) => Reader().Read(file, settings);

    /// <summary>The problems of a file as the user sees them.</summary>
    public string Problems(string file, params string[] settings) => ProblemText.Format(Read(file, settings).Problems);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
