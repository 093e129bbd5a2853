using System.Globalization;
using Spectre.Console;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// How far the runs are: on a terminal one line that is drawn over, elsewhere a plain line every few seconds, and in both
/// cases a line for each run that has ended.
/// </summary>
public sealed class RunProgress
{
    static readonly TimeSpan _betweenLines = TimeSpan.FromSeconds(5);
    static readonly TimeSpan _betweenFrames = TimeSpan.FromMilliseconds(100);

    readonly IAnsiConsole _console;
    readonly TimeProvider _clock;
    readonly int _runs;
    readonly StatusContext? _live;
    readonly long _started;
    string _run = "";
    int _index;
    int _steps;
    long _runStarted;
    long _shown;

    RunProgress(IAnsiConsole console, TimeProvider clock, int runs, StatusContext? live)
    {
        (_console, _clock, _runs, _live) = (console, clock, runs, live);
        _started = _shown = clock.GetTimestamp();
    }

    /// <summary>Does the work, and shows how far it is.</summary>
    /// <param name="console">Where to: the standard error stream's console.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="runs">The number of runs that will be started.</param>
    /// <param name="work">Tells the progress it is given what it does.</param>
    public static T Track<T>(IAnsiConsole console, TimeProvider clock, int runs, Func<RunProgress, T> work) =>
        console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi
            ? console.Status().Start("Starting", live => work(new RunProgress(console, clock, runs, live)))
            : work(new RunProgress(console, clock, runs, live: null));

    /// <summary>A run begins.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="steps">The number of its steps.</param>
    public void Start(string run, int steps)
    {
        _index++;
        (_run, _steps) = (run, steps);
        _runStarted = _clock.GetTimestamp();
        if (_live is not null) Show($"run {_index} of {_runs}: {_run}");
    }

    /// <summary>Some steps are done. Cheap unless it is time to show something.</summary>
    /// <param name="done">The number of steps of this run that are done.</param>
    /// <param name="loss">The newest loss.</param>
    public void Report(int done, double loss)
    {
        var since = _clock.GetElapsedTime(_shown);
        if (since < (_live is null ? _betweenLines : _betweenFrames)) return;

        double seconds = _clock.GetElapsedTime(_runStarted).TotalSeconds;
        string rate = seconds > 0 ? Invariant($", {done / seconds:0} steps/s") : "";
        Show(Invariant($"run {_index} of {_runs}: {_run}: step {done} of {_steps}{rate}, loss {loss:0.0000}{TimeLeft(done)}"));
    }

    /// <summary>The run has ended.</summary>
    /// <param name="status">How, for example <c>completed</c>.</param>
    public void Finish(string status)
    {
        double seconds = _clock.GetElapsedTime(_runStarted).TotalSeconds;
        WriteLine(Invariant($"run {_index} of {_runs}: {_run}: {status} after {seconds:0.0} s"));
        _shown = _clock.GetTimestamp();
    }

    void Show(string text)
    {
        _shown = _clock.GetTimestamp();
        if (_live is null)
        {
            WriteLine(text);
        }
        else
        {
            _live.Status(Markup.Escape(text));
        }
    }

    void WriteLine(string text) => _console.WriteLine(text);

    // The runs that are still to come are taken to last as long as those before.
    string TimeLeft(int done)
    {
        double part = (_index - 1 + (double)done / Math.Max(1, _steps)) / Math.Max(1, _runs);
        if (part <= 0) return "";

        var left = _clock.GetElapsedTime(_started) * Math.Max(0, 1 / part - 1);
        return ", " + (left.TotalHours >= 1
            ? left.ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture)
            : left.ToString("m\\:ss", CultureInfo.InvariantCulture)) + " left";
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
