using Microsoft.Playwright;
using TorchGradients.Tests.Reporting;
using Xunit;

namespace TorchGradients.EndToEnd.Reports;

/// <summary>
/// One browser, and the reports of four experiments: an ordinary one, one whose names are markup, one over variances and one that is
/// tuned.
/// </summary>
public sealed class BrowserReports : IAsyncLifetime
{
    /// <summary>Debian's; Playwright's own download is not needed.</summary>
    const string Chromium = "/usr/bin/chromium";

    /// <summary>A name that would run script if it were taken for markup.</summary>
    internal const string HostileName = "</script><script>window.hacked = 'name'</script><b>bold</b>";

    /// <summary>A question that would.</summary>
    internal const string HostileQuestion = "Is <img src=x onerror=\"window.hacked = 'question'\"> shown & \"quoted\"?";

    /// <summary>A remedy, so also the name of folders, that would.</summary>
    internal const string HostileRemedy = "<img src=x onerror=window.hacked='remedy'>&lt;i&gt;";

    readonly ExperimentFolder _ordinary = MadeExperiment.Write(["none", "relu", "batch-norm"], [4, 20], seeds: 3, steps: 12);
    readonly ExperimentFolder _hostile = MadeExperiment.Write(
        ["none", HostileRemedy], [4, 8], seeds: 2, steps: 4, HostileName, HostileQuestion);

    readonly ExperimentFolder _phases = PhaseExperiment.Write(predicted: true, [0, 0.5], [2, 3], hasJacobian: true);

    readonly ExperimentFolder _tuned = Tuned();

    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <summary>The ordinary report.</summary>
    public string Ordinary => Path.Combine(_ordinary.Path, "report.html");

    /// <summary>The report whose names are markup.</summary>
    public string Hostile => Path.Combine(_hostile.Path, "report.html");

    /// <summary>The report with a phase diagram and the singular values of the Jacobian.</summary>
    public string Phases => Path.Combine(_phases.Path, "report.html");

    /// <summary>The report whose comparison has a column more: what was tuned.</summary>
    public string OfTuned => Path.Combine(_tuned.Path, "report.html");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var result = await TheProgram.Run("report", _phases.Path, _tuned.Path, _ordinary.Path, _hostile.Path);
        Assert.Equal("", result.ExitCode == 0 ? "" : result.StandardError + result.StandardOutput);
        Assert.EndsWith($"Report: {Hostile}", result.StandardOutput.ReplaceLineEndings("").TrimEnd(), StringComparison.Ordinal);
        _playwright = await Playwright.CreateAsync().WaitAsync(Limit.Token);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        }).WaitAsync(Limit.Token);
    }

    /// <summary>Opens a report from disk in a window of that width.</summary>
    internal async Task<OpenReport> Open(string file, int width = 1600, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await _browser!.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 1000 },
            ColorScheme = scheme,
        }).WaitAsync(Limit.Token);
        return await OpenReport.Of(page, new Uri(file).AbsoluteUri);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync().AsTask().WaitAsync(Limit.Token);
        _playwright?.Dispose();
        _ordinary.Dispose();
        _hostile.Dispose();
        _phases.Dispose();
        _tuned.Dispose();
    }

    static ExperimentFolder Tuned()
    {
        var folder = new ExperimentFolder().Axis("remedy").Axis("depth").Axis("learningRate", "nuisance").Baseline(("remedy", "none"));
        foreach (string remedy in new[] { "none", "scaled-weights", "batch-norm" })
        {
            foreach (string depth in new[] { "4", "20" })
            {
                foreach (string rate in new[] { "0.01", "0.1" })
                {
                    for (int seed = 1; seed <= 3; seed++)
                    {
                        double wobble = 1 + seed * 0.01;
                        folder.Run(
                            $"{remedy}-{depth}-{rate}-{seed}", seed, [$"remedy={remedy},depth={depth},learningRate={rate}"],
                            RemedyExperiment.Outcome(
                                remedy == "none" ? 0.1 : 0.8 * wobble, 0.5 * wobble, 0.2 * wobble, wobble, validationAccuracy: rate == "0.1" ? 0.5 : 0.4, chance: 0.1),
                            RemedyExperiment.Records(remedy == "none" ? 0.2 : 0.9, 1.2345e-5 * wobble));
                    }
                }
            }
        }

        return folder.Planned("tuned");
    }
}
