using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchGradients.Records;

/// <summary>Where and with what a run was made: <c>environment.json</c>.</summary>
public sealed record EnvironmentRecord
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "environment.json";

    /// <summary>The version of the program that runs now.</summary>
    public static string ThisProgram { get; } = Version(typeof(EnvironmentRecord).Assembly).Split('+')[0];

    /// <summary>This program's version.</summary>
    public required string Program { get; init; }

    /// <summary>The commit it was built from; null where the build did not know it.</summary>
    public string? Commit { get; init; }

    /// <summary>.NET's version.</summary>
    public required string DotNet { get; init; }

    /// <summary>TorchSharp's version.</summary>
    public required string TorchSharp { get; init; }

    /// <summary>libtorch's version; null where it is not known.</summary>
    public string? LibTorch { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Processor { get; init; }

    /// <summary>The device, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Threads that an operation may use.</summary>
    public required int Threads { get; init; }

    /// <summary>Beside whom the run trained.</summary>
    public required CohortPlace Cohort { get; init; }

    /// <summary>This process's environment.</summary>
    /// <param name="torchSharp">The assembly of TorchSharp.</param>
    /// <param name="libTorch">libtorch's version; null where it is not known.</param>
    /// <param name="device">The device.</param>
    /// <param name="threads">Threads that an operation may use.</param>
    /// <param name="cohort">Beside whom the run trains.</param>
    public static EnvironmentRecord Capture(
        Assembly torchSharp, string? libTorch, string device, int threads, CohortPlace cohort)
    {
        string[] program = Version(typeof(EnvironmentRecord).Assembly).Split('+', 2);
        return new EnvironmentRecord
        {
            Program = program[0],
            Commit = program.Length == 2 ? program[1] : null,
            DotNet = Environment.Version.ToString(),
            TorchSharp = Version(torchSharp).Split('+')[0],
            LibTorch = libTorch,
            OperatingSystem = RuntimeInformation.OSDescription,
            Processor = ProcessorName.Find(),
            Device = device,
            Threads = threads,
            Cohort = cohort,
        };
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static EnvironmentRecord Read(string path) => RecordJson.Read<EnvironmentRecord>(path);

    /// <summary>Reads a run's.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static EnvironmentRecord Read(RunFiles files)
    {
        using Stream stream = files.Open(FileName);
        return RecordJson.Read<EnvironmentRecord>(stream, files.NameOf(FileName));
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path) => RecordJson.Write(path, this);

    /// <summary>An assembly's version with what follows it, as in 1.2.3+commit.</summary>
    static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? assembly.GetName().Version?.ToString() ?? "";
}
