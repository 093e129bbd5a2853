using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace TorchGradients.Cli.Slurm;

/// <summary>
/// A copy of the program in the experiment's folder: what is queued for days runs what was submitted, whatever is built meanwhile.
/// </summary>
/// <remarks>
/// Named after what it holds, so submissions share it. Native libraries, nearly all of its 600 MB, are linked where the file system
/// allows: they come from the package cache, and a build replaces such files, it does not write into them.
/// </remarks>
internal static class ProgramSnapshot
{
    const string Prefix = "program-";

    /// <summary>The snapshot's folder, made where it is missing.</summary>
    /// <param name="experiment">The experiment's folder.</param>
    /// <param name="selfContained">Whether it brings .NET with it.</param>
    /// <param name="say">Hears what takes long.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SlurmException">It cannot be made.</exception>
    public static async Task<string> Make(string experiment, bool selfContained, Action<string> say, CancellationToken cancellation)
    {
        string source = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        bool isPublished = File.Exists(Path.Combine(source, "libcoreclr.so"));
        string kind = selfContained && !isPublished ? "self-contained-" : "";
        string folder = Path.Combine(experiment, SubmissionFolder.Above, Prefix + kind + Fingerprint(source));
        if (Directory.Exists(folder)) return folder;

        string unfinished = $"{folder}.{Guid.NewGuid().ToString("N")[..8]}.tmp";
        if (kind.Length > 0) await Publish(source, unfinished, say, cancellation);
        else await Copy(source, unfinished, cancellation);
        Directory.Move(unfinished, folder);
        return folder;
    }

    /// <summary>Removes the snapshots that nobody needs any more, and halves of some.</summary>
    /// <param name="experiment">The experiment's folder.</param>
    /// <param name="needed">Those that stay.</param>
    public static void RemoveOthers(string experiment, IReadOnlySet<string> needed)
    {
        foreach (string folder in Directory.GetDirectories(Path.Combine(experiment, SubmissionFolder.Above), Prefix + "*"))
        {
            if (!needed.Contains(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    static string Fingerprint(string source)
    {
        var text = new StringBuilder(source);
        foreach (FileInfo file in new DirectoryInfo(source).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }

    static async Task Copy(string source, string target, CancellationToken cancellation)
    {
        foreach (IGrouping<string, string> files in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).GroupBy(file => Path.GetDirectoryName(file)!))
        {
            string folder = Path.Combine(target, Path.GetRelativePath(source, files.Key));
            Directory.CreateDirectory(folder);
            ILookup<bool, string> byKind = files.ToLookup(file => Path.GetFileName(file).Contains(".so", StringComparison.Ordinal));
            if (byKind[true].Any() && !await TryLink(byKind[true], folder, cancellation)) Copy(byKind[true], folder);
            Copy(byKind[false], folder);
        }
    }

    static void Copy(IEnumerable<string> files, string folder)
    {
        foreach (string file in files) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    // .NET makes no hard links.
    static async Task<bool> TryLink(IEnumerable<string> files, string folder, CancellationToken cancellation)
    {
        CommandResult linked = await CliWrap.Cli.Wrap("cp").WithArguments(["--link", "--target-directory", folder, .. files])
            .WithValidation(CommandResultValidation.None).ExecuteAsync(cancellation);
        return linked.ExitCode == 0;
    }

    static async Task Publish(string source, string target, Action<string> say, CancellationToken cancellation)
    {
        string? project = ProjectAbove(source);
        if (project is null)
        {
            throw new SlurmException(
                $"--self-contained publishes the program from its sources, and {source} does not lie in them; nothing was submitted. "
                + "Run it from the repository, or publish it there with 'dotnet publish --self-contained' and run what that makes.",
                ExitCode.InvalidInput);
        }

        say("Publishing the program with .NET in it, which takes a minute or so.");
        string artifacts = Directory.CreateTempSubdirectory("torchgradients-publish-").FullName;
        try
        {
            string runtime = File.Exists(Path.Combine(source, "libtorch_cuda.so")) ? "cuda" : "cpu";
            BufferedCommandResult published = await CliWrap.Cli.Wrap("dotnet")
                .WithArguments(["publish", project, "-c", "Release", "--self-contained", "true", "--artifacts-path", artifacts, "-o", target,
                    $"-p:TorchRuntime={runtime}", "-v", "quiet", "-nologo"])
                .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);
            if (published.ExitCode != 0)
            {
                throw new SlurmException($"The program could not be published self-contained; nothing was submitted.\n{published.StandardOutput.Trim()}");
            }
        }
        finally
        {
            Directory.Delete(artifacts, recursive: true);
        }
    }

    static string? ProjectAbove(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            string project = Path.Combine(above.FullName, "src", "TorchGradients.Cli");
            if (File.Exists(Path.Combine(above.FullName, "TorchGradients.sln")) && Directory.Exists(project)) return project;
        }

        return null;
    }
}
