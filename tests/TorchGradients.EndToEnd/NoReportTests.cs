using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary><c>run --no-report</c>: records and outcomes only.</summary>
public sealed class NoReportTests : IDisposable
{
    readonly SmallGrid _grid = new(seeds: 1, steps: 20);

    static readonly string[] s_reported = ["comparison.csv", "report.html", "report.md", "summary.csv"];

    [Fact]
    public async Task Leaves_out_what_the_report_command_then_writes_from_the_records()
    {
        var run = await TheProgram.RunIn(_grid.Folder, _grid.Arguments("--no-report"));

        Assert.Equal((0, ""), (run.ExitCode, run.StandardOutput));
        Assert.Equal(1, _grid.Count("completed"));
        Assert.Equal(["plan.json"], Files());
        Assert.False(Directory.Exists(Path.Combine(_grid.Experiment(), "figures")));

        var report = await TheProgram.RunIn(_grid.Folder, "report", _grid.Experiment());

        Assert.Equal(0, report.ExitCode);
        Assert.Equal([.. s_reported.Append("plan.json").Order(StringComparer.Ordinal)], Files());
        Assert.True(Directory.Exists(Path.Combine(_grid.Experiment(), "figures")));
    }

    /// <inheritdoc/>
    public void Dispose() => _grid.Dispose();

    string[] Files() => [.. Directory.EnumerateFiles(_grid.Experiment()).Select(file => Path.GetFileName(file))
        .Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];
}
