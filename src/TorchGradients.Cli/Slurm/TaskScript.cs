using System.Text;

namespace TorchGradients.Cli.Slurm;

/// <summary>The scripts that Slurm runs on its nodes.</summary>
internal static class TaskScript
{
    /// <summary>The hidden command that does a part of the work.</summary>
    public const string TaskCommand = "slurm-task";

    /// <summary>The hidden command that collects.</summary>
    public const string ReportCommand = "slurm-report";

    /// <summary>The script of an array of tasks.</summary>
    /// <remarks>
    /// The folder of the log is there, or the task would fail before the script begins. The script leaves its token before anything
    /// else, and then says in the experiment's folder what keeps the program from starting: a log on a node is read by nobody.
    /// </remarks>
    public static string OfArray(SubmissionFolder folder, Submission submission, SubmittedJob array, SlurmSettings settings)
    {
        StringBuilder script = Begin(folder, submission, array.Name, $"{array.Name}-%a.log",
            [
                $"--array=0-{array.Count - 1}{(settings.AtATime is { } limit ? $"%{limit}" : "")}",
                .. JobRequest.OfTasks(settings).Options,
            ]);
        script.Append($$"""
            part=$((SLURM_ARRAY_TASK_ID + {{array.First}}))
            task="$folder/tasks/$(printf %05d "$part")"
            echo "$SLURM_JOB_ID ${SLURM_RESTART_COUNT:-0} ${SLURMD_NODENAME:-$(hostname)}" >> "$task.started" || exit 73

            """);
        return End(script, settings, $"{TaskCommand} \"$folder\" --part \"$part\"");
    }

    /// <summary>The script of the job that collects.</summary>
    public static string OfReport(SubmissionFolder folder, Submission submission, SlurmSettings settings)
    {
        StringBuilder script = Begin(
            folder, submission, submission.Report.Name, $"{submission.Report.Name}.log", JobRequest.OfReport(settings).Options);
        script.Append("""
            task="$folder/report"

            """);
        return End(script, settings, $"{ReportCommand} \"$folder\"");
    }

    /// <summary>A script that asks for the same and does nothing, to ask Slurm whether it would take such a job.</summary>
    public static string OfQuestion(JobRequest request) => Options(request.Options).Append("exit 0\n").ToString();

    static StringBuilder Begin(
        SubmissionFolder folder, Submission submission, string name, string log, IEnumerable<string> options) =>
        Options([$"--job-name={name}", $"--output={Escaped(folder.Logs)}/{log}", "--open-mode=append", "--chdir=/", .. options])
            .Append($$"""
                folder={{Quoted(folder.Path)}}
                program={{Quoted(submission.Program)}}
                [ -r "$folder/submission.json" ] || { echo "$folder is not on ${SLURMD_NODENAME:-this node}" >&2; exit 71; }

                """);

    static StringBuilder Options(IEnumerable<string> options)
    {
        var script = new StringBuilder("#!/bin/sh\n");
        foreach (string option in options) script.Append("#SBATCH ").Append(OptionText(option)).Append('\n');
        return script;
    }

    // Says what keeps the program from starting in a file named after the task.
    static string End(StringBuilder script, SlurmSettings settings, string command)
    {
        script.Append("""
            trouble() { echo "$1" > "$task.trouble"; echo "$1" >&2; exit 72; }

            """);
        foreach (string line in settings.Setup) script.Append(line).Append('\n');
        return script.Append($$"""
            if [ -f "$program/libcoreclr.so" ]; then
              set -- "$program/TorchGradients.Cli"
            else
              for dotnet in "$(command -v dotnet)" "$DOTNET_ROOT/dotnet" {{Quoted(HostOf(Environment.ProcessPath!))}}; do
                [ -x "$dotnet" ] && break
              done
              [ -x "$dotnet" ] || trouble "dotnet is missing on ${SLURMD_NODENAME:-$(hostname)}"
              "$dotnet" --list-runtimes | grep -q '^Microsoft.NETCore.App {{Environment.Version.Major}}\.' ||
                trouble ".NET {{Environment.Version.Major}} is missing on ${SLURMD_NODENAME:-$(hostname)}, which has another one"
              set -- "$dotnet" "$program/TorchGradients.Cli.dll"
            fi
            rm -f "$task.trouble"
            exec "$@" {{command}}

            """).ToString();
    }

    /// <summary>The path of dotnet where it runs this program; a place to look for it on a node.</summary>
    static string HostOf(string process) =>
        Path.GetFileNameWithoutExtension(process) == "dotnet" ? process : "/usr/share/dotnet/dotnet";

    // In an #SBATCH line double quotes hold a value with spaces together.
    static string OptionText(string option)
    {
        int sign = option.IndexOf('=', StringComparison.Ordinal);
        return sign < 0 || !option.Any(char.IsWhiteSpace) ? option : $"{option[..(sign + 1)]}\"{option[(sign + 1)..]}\"";
    }

    // A percent sign begins a pattern in the name of a log.
    static string Escaped(string folder) => folder.Replace("%", "%%", StringComparison.Ordinal);

    static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
