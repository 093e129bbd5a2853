namespace TorchGradients.Cli.Workers;

/// <summary>How to start this program again as a worker.</summary>
/// <param name="File">What is started.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record WorkerProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The hidden command.</summary>
    public const string Command = "worker";

    /// <summary>This program.</summary>
    public static WorkerProgram ThisOne { get; } = Of(Environment.ProcessPath!, typeof(WorkerProgram).Assembly.Location);

    /// <summary>A process started as <c>dotnet X.dll</c> has <c>dotnet</c> as its path, and needs the assembly again.</summary>
    public static WorkerProgram Of(string processPath, string assembly) =>
        Path.GetFileNameWithoutExtension(processPath).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new WorkerProgram(processPath, [assembly, Command])
            : new WorkerProgram(processPath, [Command]);
}
