using CliWrap;
using CliWrap.Buffered;
using TorchGradients.Cli.Slurm;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class TaskScriptTests : IDisposable
{
    static readonly SlurmSettings s_settings = new()
    {
        Partition = "gpu",
        Account = "ours",
        Time = "5",
        Memory = "500M",
        Gres = "gpu:1",
        Cpus = 2,
        AtATime = 3,
        SbatchOptions = ["--qos=long", "--comment=two words"],
        Setup = ["module load dotnet"],
    };

    static readonly string s_dotnet =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "/usr/share/dotnet/dotnet";

    static readonly string s_program = $$"""
        trouble() { echo "$1" > "$task.trouble"; echo "$1" >&2; exit 72; }
        module load dotnet
        if [ -f "$program/libcoreclr.so" ]; then
          set -- "$program/TorchGradients.Cli"
        else
          for dotnet in "$(command -v dotnet)" "$DOTNET_ROOT/dotnet" '{{s_dotnet}}'; do
            [ -x "$dotnet" ] && break
          done
          [ -x "$dotnet" ] || trouble "dotnet is missing on ${SLURMD_NODENAME:-$(hostname)}"
          "$dotnet" --list-runtimes | grep -q '^Microsoft.NETCore.App 10\.' ||
            trouble ".NET 10 is missing on ${SLURMD_NODENAME:-$(hostname)}, which has another one"
          set -- "$dotnet" "$program/TorchGradients.Cli.dll"
        fi
        rm -f "$task.trouble"
        """;

    readonly ScratchFolder _scratch = new();

    [Fact]
    public void An_array_asks_for_all_that_is_settled()
    {
        var folder = new SubmissionFolder("/shared/50% of/grid/.slurm/one");
        Submission submission = SubmissionOf("/shared/it's/program");
        Assert.Equal($$"""
            #!/bin/sh
            #SBATCH --job-name=tg-grid-1
            #SBATCH --output="/shared/50%% of/grid/.slurm/one/logs/tg-grid-1-%a.log"
            #SBATCH --open-mode=append
            #SBATCH --chdir=/
            #SBATCH --array=0-6%3
            #SBATCH --partition=gpu
            #SBATCH --account=ours
            #SBATCH --time=5
            #SBATCH --mem=500M
            #SBATCH --requeue
            #SBATCH --cpus-per-task=2
            #SBATCH --gres=gpu:1
            #SBATCH --qos=long
            #SBATCH --comment="two words"
            folder='/shared/50% of/grid/.slurm/one'
            program='/shared/it'\''s/program'
            [ -r "$folder/submission.json" ] || { echo "$folder is not on ${SLURMD_NODENAME:-this node}" >&2; exit 71; }
            part=$((SLURM_ARRAY_TASK_ID + 4))
            task="$folder/tasks/$(printf %05d "$part")"
            echo "$SLURM_JOB_ID ${SLURM_RESTART_COUNT:-0} ${SLURMD_NODENAME:-$(hostname)}" >> "$task.started" || exit 73
            {{s_program}}
            exec "$@" slurm-task "$folder" --part "$part"

            """, TaskScript.OfArray(folder, submission, submission.Arrays[1], s_settings));
    }

    [Fact]
    public void The_reports_job_asks_for_what_the_site_wants_and_for_time_and_memory_of_its_own()
    {
        Assert.Equal($$"""
            #!/bin/sh
            #SBATCH --job-name=tg-grid-report
            #SBATCH --output=/shared/grid/.slurm/one/logs/tg-grid-report.log
            #SBATCH --open-mode=append
            #SBATCH --chdir=/
            #SBATCH --partition=gpu
            #SBATCH --account=ours
            #SBATCH --time=30
            #SBATCH --mem=2G
            #SBATCH --requeue
            #SBATCH --cpus-per-task=1
            #SBATCH --qos=long
            #SBATCH --comment="two words"
            folder='/shared/grid/.slurm/one'
            program='/program'
            [ -r "$folder/submission.json" ] || { echo "$folder is not on ${SLURMD_NODENAME:-this node}" >&2; exit 71; }
            task="$folder/report"
            {{s_program}}
            exec "$@" slurm-report "$folder"

            """, TaskScript.OfReport(new SubmissionFolder("/shared/grid/.slurm/one"), SubmissionOf("/program"), s_settings));
    }

    [Fact]
    public void A_question_asks_for_the_same_and_does_nothing() => Assert.Equal("""
        #!/bin/sh
        #SBATCH --partition=gpu
        #SBATCH --account=ours
        #SBATCH --time=5
        #SBATCH --mem=500M
        #SBATCH --requeue
        #SBATCH --cpus-per-task=2
        #SBATCH --gres=gpu:1
        #SBATCH --qos=long
        #SBATCH --comment="two words"
        exit 0

        """, TaskScript.OfQuestion(JobRequest.OfTasks(s_settings)));

    [Fact]
    public async Task A_node_with_another_NET_says_so_in_the_folder_and_one_with_this_starts_the_program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Nodes have a shell.");
        (SubmissionFolder folder, Submission submission) = SomeSubmission.In(_scratch.Path, ["a"], ["b"]);
        string script = _scratch.Write("task.sh", TaskScript.OfArray(folder, submission, submission.Arrays[0], new SlurmSettings()));

        BufferedCommandResult other = await Run(script, "Microsoft.NETCore.App 8.0.1 [/usr/share/dotnet]");
        Assert.Equal((72, ".NET 10 is missing on node7, which has another one\n"), (other.ExitCode, other.StandardError));
        Assert.Equal(".NET 10 is missing on node7, which has another one: install .NET 10 there, "
            + "load it with a line of 'setup' in slurm.json, or submit with --self-contained",
            new TaskState(folder, 1, ["b"], SomeSubmission.Task(1, "FAILED"), IsSubmitted: true).Trouble);

        BufferedCommandResult same = await Run(script, "Microsoft.NETCore.App 10.0.0 [/usr/share/dotnet]");
        Assert.Equal((0, $"/program/TorchGradients.Cli.dll slurm-task {folder.Path} --part 1\n"), (same.ExitCode, same.StandardOutput));
        Assert.False(File.Exists(folder.Trouble(1)));
        Assert.Equal(["7 0 node7", "7 0 node7"], await File.ReadAllLinesAsync(folder.Token(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_reports_job_says_the_same()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Nodes have a shell.");
        (SubmissionFolder folder, Submission submission) = SomeSubmission.In(_scratch.Path, ["a"]);
        string script = _scratch.Write("report.sh", TaskScript.OfReport(folder, submission, new SlurmSettings()));

        Assert.Equal(72, (await Run(script, "Microsoft.NETCore.App 8.0.1 [/usr/share/dotnet]")).ExitCode);
        Assert.StartsWith(".NET 10 is missing on node7, which has another one: ",
            new ReportState(folder, submission, Entry: null, AreTasksOver: true).Missing, StringComparison.Ordinal);
        Assert.Equal($"/program/TorchGradients.Cli.dll slurm-report {folder.Path}\n",
            (await Run(script, "Microsoft.NETCore.App 10.0.0 [/usr/share/dotnet]")).StandardOutput);
    }

    public void Dispose() => _scratch.Dispose();

    static Submission SubmissionOf(string program) => new("one", DateTimeOffset.UnixEpoch, program, "cpu", Pack: false,
        [new SubmittedJob("tg-grid-0", 0, 4), new SubmittedJob("tg-grid-1", 4, 7)], new SubmittedJob("tg-grid-report", 0, 1));

    /// <summary>A script on a node whose dotnet lists this, and else says what it is called with.</summary>
    async Task<BufferedCommandResult> Run(string script, string runtimes)
    {
        string bin = Directory.CreateDirectory(_scratch["bin"]).FullName;
        string dotnet = Path.Combine(bin, "dotnet");
        await File.WriteAllTextAsync(
            dotnet, $"#!/bin/sh\n[ \"$1\" = --list-runtimes ] && echo '{runtimes}' || echo \"$*\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return await CliWrap.Cli.Wrap("sh").WithArguments([script]).WithValidation(CommandResultValidation.None)
            .WithEnvironmentVariables(variables => variables
                .Set("PATH", $"{bin}:{Environment.GetEnvironmentVariable("PATH")}").Set("SLURM_ARRAY_TASK_ID", "1")
                .Set("SLURM_JOB_ID", "7").Set("SLURM_RESTART_COUNT", null).Set("SLURMD_NODENAME", "node7"))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
    }
}
