using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.SystemConsole.Themes;

namespace TorchGradients.Cli;

/// <summary>
/// What the program says of failures that nobody foresaw: a sentence on standard error, and in a log file, which belongs
/// to no run, what a developer needs to mend them.
/// </summary>
internal static class FailureLog
{
    /// <summary>Where the log lies: with the user's local application data, else with the temporary files.</summary>
    public static string DefaultFolder
    {
        get
        {
            string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(local.Length > 0 ? local : Path.GetTempPath(), "torchgradients");
        }
    }

    /// <summary>Writes both.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="folder">Where the log lies; where nothing can be written there, the sentence is all.</param>
    public static void Write(Exception failure, string folder)
    {
        using (Logger file = To(log => log.WriteTo.File(
            Path.Combine(folder, "failures-.log"), rollingInterval: RollingInterval.Month, retainedFileCountLimit: 3,
            shared: true, formatProvider: CultureInfo.InvariantCulture)))
        {
            file.Fatal(failure, "Unexpected failure");
        }

        using Logger console = To(log => log.WriteTo.Console(
            outputTemplate: "{Message:lj}{NewLine}", standardErrorFromLevel: LevelAlias.Minimum,
            theme: ConsoleTheme.None, formatProvider: CultureInfo.InvariantCulture));
        string details = Directory.Exists(folder) ? $"; the details are in {folder}" : "";
        console.Fatal("Unexpected failure, {Kind}: {Text}. This is a mistake in the program{Details}.",
            failure.GetType().Name, failure.Message.TrimEnd('.'), details);
    }

    static Logger To(Func<LoggerConfiguration, LoggerConfiguration> sink) =>
        sink(new LoggerConfiguration()).CreateLogger();
}
