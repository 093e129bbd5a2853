using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>The built program, started as a process the way a user starts it.</summary>
internal static class TheProgram
{
    /// <summary>The repository's root: the folder that holds the solution.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The program's assembly, of the same configuration and platform as these tests.</summary>
    public static string Assembly { get; } = FindAssembly();

    /// <summary>Runs the program from the repository's root, or from another folder, and returns what it wrote.</summary>
    public static Task<BufferedCommandResult> Run(params string[] arguments) => RunIn(RepositoryRoot, arguments);

    /// <summary>Runs the program from a working folder; a non-zero exit code is a result, not an exception.</summary>
    public static async Task<BufferedCommandResult> RunIn(string folder, params string[] arguments) =>
        await CliWrap.Cli.Wrap("dotnet")
            .WithArguments([Assembly, .. arguments])
            .WithWorkingDirectory(folder)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    static string FindRepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TorchGradients.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException(
                $"No folder above {AppContext.BaseDirectory} holds TorchGradients.sln.");
        }

        return folder.FullName;
    }

    static string FindAssembly()
    {
        // .../TorchGradients.EndToEnd/bin/<Configuration>/net10.0/<platform>/
        var tests = Path.Combine(RepositoryRoot, "tests", typeof(TheProgram).Assembly.GetName().Name!);
        var outputFolder = Path.GetRelativePath(tests, AppContext.BaseDirectory);
        return Path.Combine(RepositoryRoot, "src", "TorchGradients.Cli", outputFolder, "TorchGradients.Cli.dll");
    }
}
