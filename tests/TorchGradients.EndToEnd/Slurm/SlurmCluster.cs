using System.Globalization;
using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd.Slurm;

/// <summary>
/// A real little Slurm on this machine: two nodes of two processors and a pretended GPU, and where this process may mount, a third in a partition
/// <c>apart</c> that has neither .NET nor the folder <see cref="Unshared"/>.
/// </summary>
public sealed class SlurmCluster : IAsyncLifetime
{
    /// <summary>The tasks that an array may have here: a grid of more needs several.</summary>
    public const int LargestArray = 4;

    static readonly string s_scripts = Path.Combine(TheProgram.RepositoryRoot, "tests", "TorchGradients.EndToEnd", "Slurm");

    const int FirstPort = 26817;

    // A node is up in a second; on a machine that is busy with other tests it may take many.
    const int LongestWait = 150;

    static readonly TimeSpan s_longestUp = TimeSpan.FromSeconds(LongestWait) + TimeSpan.FromMinutes(3);
    static readonly TimeSpan s_longestDown = TimeSpan.FromMinutes(3);
    static readonly TimeSpan s_longestQuestion = TimeSpan.FromSeconds(20);

    // Of slurm-up.sh: this machine cannot have a cluster.
    const int CannotBeHad = 77;

    static int s_started;

    string? _obstacle;
    string? _failure;

    /// <summary>Where the cluster's files lie.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("tg-slurm-").FullName;

    /// <summary>A folder that the node in <c>apart</c> does not share.</summary>
    public string Unshared => Path.Combine(Folder, "unshared");

    /// <summary>Whether there is the partition <c>apart</c>.</summary>
    public bool HasApart { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Unshared);
        HasApart = OperatingSystem.IsLinux()
            && (await Run("unshare", ["--mount", "true"], [], s_longestQuestion)).ExitCode == 0;
        // .../dotnet/shared/Microsoft.NETCore.App/VERSION/
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var settings = new Dictionary<string, string?>
        {
            ["UP_FROM"] = (FirstPort + 50 * ((Environment.ProcessId + 7 * Interlocked.Increment(ref s_started)) % 50)).ToString(CultureInfo.InvariantCulture),
            ["UP_EXTRA"] = $"MaxArraySize={LargestArray}",
            ["UP_GPUS"] = "1",
            ["UP_APART"] = HasApart ? $"{Unshared} {dotnet}" : null,
            ["UP_WAIT"] = LongestWait.ToString(CultureInfo.InvariantCulture),
        };
        try
        {
            (_obstacle, _failure) = Understand(await Script("slurm-up.sh", [], settings, s_longestUp));
        }
        catch (TimeoutException late)
        {
            _failure = late.Message;
        }
    }

    /// <summary>Skips the test where there cannot be a Slurm; fails it where there can be one, and it does not start.</summary>
    public void Require()
    {
        Assert.SkipWhen(_obstacle is not null, _obstacle ?? "");
        Assert.True(_failure is null, _failure);
    }

    /// <summary>Why there cannot be a cluster, or why there is none all the same.</summary>
    internal static (string? Obstacle, string? Failure) Understand(BufferedCommandResult up) => up.ExitCode switch
    {
        0 => (null, null),
        CannotBeHad => ($"There cannot be a Slurm here: {up.StandardError.Trim()}", null),
        _ => (null, $"Slurm does not start here: {up.StandardError.Trim()}"),
    };

    /// <summary>Ends a node with all that runs on it, as if its power had gone.</summary>
    public async Task PowerOff(string node)
    {
        BufferedCommandResult down = await Script("slurm-down.sh", [node], [], s_longestDown);
        Assert.True(down.ExitCode == 0, down.StandardError);
    }

    /// <summary>The program, in a folder.</summary>
    public async Task<BufferedCommandResult> Program(string folder, params string[] arguments)
    {
        try
        {
            return await Command(folder, arguments).ToItsEnd();
        }
        catch (TimeoutException late)
        {
            throw await Late(late.Message);
        }
    }

    /// <summary>
    /// What was waited for too long, with what Slurm says of itself. Tests after this one fail at once: what they would wait
    /// for is not likely to come either.
    /// </summary>
    public async Task<TimeoutException> Late(string waitedFor)
    {
        _failure = $"A test before this one waited for too long: {TestContext.Current.Test?.TestDisplayName}";
        string[] answers = await Task.WhenAll(
            Answer("squeue", "--all"), Answer("sinfo", "--Node", "--long"), Answer("sinfo", "--list-reasons"));
        return new TimeoutException($"{waitedFor}\nMeanwhile, of Slurm:\n{string.Concat(answers)}{Tail("slurmctld.log")}");
    }

    /// <summary>The program, not started yet; settings of this machine's user do not reach it.</summary>
    public Command Command(string folder, params string[] arguments) => TheProgram.Command(folder, arguments).WithEnvironmentVariables(
        variables => variables.Set("SLURM_CONF", Path.Combine(Folder, "etc", "slurm.conf")).Set("XDG_CONFIG_HOME", Folder));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        BufferedCommandResult down = await Script("slurm-down.sh", ["--purge"], [], s_longestDown);
        if (down.ExitCode != 0) throw new InvalidOperationException($"The cluster does not end: {down.StandardError.Trim()}");
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    Task<BufferedCommandResult> Script(string name, string[] more, Dictionary<string, string?> settings, TimeSpan limit) =>
        Run("bash", [Path.Combine(s_scripts, name), Folder, .. more], settings, limit);

    async Task<string> Answer(string tool, params string[] question)
    {
        try
        {
            var settings = new Dictionary<string, string?> { ["SLURM_CONF"] = Path.Combine(Folder, "etc", "slurm.conf") };
            BufferedCommandResult answer = await Run(tool, question, settings, s_longestQuestion);
            return $"{tool} {string.Join(' ', question)}\n{answer.StandardOutput}{answer.StandardError}";
        }
        catch (TimeoutException silence)
        {
            return silence.Message + "\n";
        }
    }

    string Tail(string log)
    {
        string file = Path.Combine(Folder, "log", log);
        return File.Exists(file) ? $"{log}\n{string.Join('\n', File.ReadLines(file).TakeLast(20))}" : $"There is no {log}.";
    }

    // Also where the tests are broken off: a cluster is not left behind.
    static Task<BufferedCommandResult> Run(string tool, string[] arguments, Dictionary<string, string?> settings, TimeSpan limit) =>
        new Started(CliWrap.Cli.Wrap(tool).WithArguments(arguments).WithEnvironmentVariables(settings)
            .WithValidation(CommandResultValidation.None), limit, CancellationToken.None).Result;
}
