using CliWrap;
using CliWrap.Buffered;

namespace TorchGradients.EndToEnd;

/// <summary>The built program, started as a process the way a user starts it.</summary>
internal static class TheProgram
{
    // .../TorchGradients.EndToEnd/bin/<Configuration>/net10.0/<platform>/
    static readonly DirectoryInfo _output = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>The repository's root: the folder that holds the solution.</summary>
    public static string RepositoryRoot { get; } = Above(_output, levels: 6).FullName;

    /// <summary>The program's project folder.</summary>
    public static string Project { get; } = Path.Combine(RepositoryRoot, "src", "TorchGradients.Cli");

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } = Above(_output, levels: 2).Name;

    /// <summary>The program's assembly, of the same configuration and platform as these tests.</summary>
    public static string Assembly { get; } = Path.Combine(
        Project, Path.GetRelativePath(Above(_output, levels: 4).FullName, _output.FullName), "TorchGradients.Cli.dll");

    /// <summary>Runs the program from the repository's root and returns what it wrote.</summary>
    public static Task<BufferedCommandResult> Run(params string[] arguments) => RunIn(RepositoryRoot, arguments);

    /// <summary>Runs the program from a working folder; a non-zero exit code is a result, not an exception.</summary>
    public static Task<BufferedCommandResult> RunIn(string folder, params string[] arguments) =>
        Command(folder, arguments).ToItsEnd();

    /// <summary>The command, not yet started, for tests that set its environment, pipe it or interrupt it.</summary>
    /// <remarks>
    /// A shell starts what it puts into the background with interrupts ignored, and that is inherited: the program is given
    /// them back, so that the tests hold wherever they are started.
    /// </remarks>
    public static Command Command(string folder, params string[] arguments) =>
        (OperatingSystem.IsLinux()
            ? CliWrap.Cli.Wrap("env").WithArguments(["--default-signal=INT,QUIT", "dotnet", Assembly, .. arguments])
            : CliWrap.Cli.Wrap("dotnet").WithArguments([Assembly, .. arguments]))
            .WithWorkingDirectory(folder)
            .WithValidation(CommandResultValidation.None);

    static DirectoryInfo Above(DirectoryInfo folder, int levels) => levels == 0 ? folder : Above(folder.Parent!, levels - 1);
}
