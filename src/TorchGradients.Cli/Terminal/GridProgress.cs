using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TorchGradients.Planning;
using TorchGradients.Records;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// How far a grid is: on a terminal one display that is drawn over (counts, speed, time left, what is going, the newest
/// results), elsewhere a plain line per run that has ended and one every few seconds. Safe for several threads.
/// </summary>
public sealed class GridProgress
{
    const int NewestShown = 5;

    static readonly TimeSpan s_betweenLines = TimeSpan.FromSeconds(5);
    static readonly TimeSpan s_betweenFrames = TimeSpan.FromMilliseconds(100);

    readonly Lock _gate = new();
    readonly IAnsiConsole _console;
    readonly TimeProvider _clock;
    readonly GridTally _tally;
    readonly LiveDisplayContext? _live;
    readonly Queue<string> _newest = new();
    long _shown;

    GridProgress(IAnsiConsole console, TimeProvider clock, GridTally tally, LiveDisplayContext? live)
    {
        (_console, _clock, _tally, _live) = (console, clock, tally, live);
        _shown = clock.GetTimestamp();
    }

    /// <summary>Does the work, and shows how far it is.</summary>
    /// <param name="console">Where to: the standard error stream's console.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="runs">The runs that will be started.</param>
    /// <param name="work">Tells the progress it is given what it does.</param>
    public static async Task<T> Track<T>(
        IAnsiConsole console, TimeProvider clock, IReadOnlyCollection<PlannedRun> runs, Func<GridProgress, Task<T>> work)
    {
        var tally = new GridTally(clock, runs.Count, runs.Sum(run => (long)run.Config.Training.Steps));
        return console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi
            ? await console.Live(new Text("Starting")).StartAsync(live => work(new GridProgress(console, clock, tally, live)))
            : await work(new GridProgress(console, clock, tally, live: null));
    }

    /// <summary>Runs begin to train together.</summary>
    public void Started(IReadOnlyList<PlannedRun> runs)
    {
        lock (_gate)
        {
            _tally.Start(runs);
            ShowWhenDue(s_betweenFrames, TimeSpan.MaxValue);
        }
    }

    /// <summary>A run, and all that train with it, made steps.</summary>
    /// <param name="run">Any of them.</param>
    /// <param name="step">The newest step.</param>
    /// <param name="loss">The mean of its losses.</param>
    public void Stepped(PlannedRun run, int step, double loss)
    {
        lock (_gate)
        {
            _tally.Step(run, step, loss);
            ShowWhenDue(s_betweenFrames, s_betweenLines);
        }
    }

    /// <summary>A run ended.</summary>
    public void Finished(PlannedRun run, Outcome outcome)
    {
        lock (_gate)
        {
            _tally.End(run, outcome.Status);
            string line = ProgressText.Ended(run, outcome);
            _newest.Enqueue(line);
            if (_newest.Count > NewestShown) _newest.Dequeue();
            if (_live is null) WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_tally.Ended}/{_tally.Runs}] {line}"));
            else if (outcome.Status == RunStatus.Failed) WriteLine(line);
            ShowWhenDue(TimeSpan.Zero, TimeSpan.MaxValue);
        }
    }

    /// <summary>A run was broken off without an outcome.</summary>
    public void Abandoned(PlannedRun run)
    {
        lock (_gate)
        {
            _tally.End(run, null);
            ShowWhenDue(TimeSpan.Zero, TimeSpan.MaxValue);
        }
    }

    /// <summary>A line that stays.</summary>
    public void Note(string line)
    {
        lock (_gate) WriteLine(line);
    }

    void ShowWhenDue(TimeSpan betweenFrames, TimeSpan betweenLines)
    {
        if (_clock.GetElapsedTime(_shown) < (_live is null ? betweenLines : betweenFrames)) return;

        _shown = _clock.GetTimestamp();
        if (_live is null) WriteLine(ProgressText.Summary(_tally));
        else _live.UpdateTarget(Frame());
    }

    Rows Frame() => new(
    [
        new Text(ProgressText.Summary(_tally)),
        .. _tally.Running.Select(Line),
        .. _newest.Reverse().Select(line => (IRenderable)new Text($"  {line}", new Style(decoration: Decoration.Dim))),
    ]);

    static Text Line(RunningCohort running) => new($"> {ProgressText.Going(running)}");

    void WriteLine(string text)
    {
        if (_live is null)
        {
            _shown = _clock.GetTimestamp();
            _console.Profile.Out.Writer.WriteLine(text);  // A line of a file stays one, however long it is.
            return;
        }

        _console.Write(new Text(text));
        _console.WriteLine();
    }
}
