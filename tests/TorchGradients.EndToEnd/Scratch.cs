using System.Text;

namespace TorchGradients.EndToEnd;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>A run of some milliseconds: digits, two small hidden layers, five steps.</summary>
    public const string Tiny =
        """
        {
          "name": "tiny",
          "data": { "name": "digits", "batchSize": 16 },
          "model": { "depth": 2, "width": 8 },
          "training": { "optimizer": { "name": "sgd", "learningRate": 0.1 }, "steps": 5, "checkpoints": ["initial", "final"] },
          "probes": ["train-loss", "delta-norm", "weight-gradient-norm", "update-ratio"]
        }
        """;

    /// <summary>The folder; links in its path resolved.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("torchgradients-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public Scratch With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public Scratch With(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this;
    }

    /// <summary>Runs the program in this folder.</summary>
    public Task<CliWrap.Buffered.BufferedCommandResult> Run(params string[] arguments) => TheProgram.RunIn(Path, arguments);

    /// <summary>The one folder below, whose name begins so.</summary>
    public string Below(params string[] parts)
    {
        string parent = System.IO.Path.Combine([Path, .. parts]);
        return Directory.EnumerateDirectories(parent).Single(folder => System.IO.Path.GetFileName(folder) != "figures");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
