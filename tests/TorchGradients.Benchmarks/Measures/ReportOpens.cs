using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>
/// From opening a report from disk, in a new window of a browser that runs already, until it is usable: the first
/// figure is drawn, and the search among the runs answers what is typed.
/// </summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="runs">How many runs are reported.</param>
/// <param name="target">Seconds that it may take.</param>
sealed class ReportOpens(string name, int runs, Target target) : Measure(name,
    $"opening that report of {ReportTime.Count(runs)}, headless Chromium, until the first figure is drawn "
    + "and the search of runs answers typing",
    target)
{
    /// <inheritdoc/>
    internal override bool NeedsBrowser => true;

    /// <inheritdoc/>
    internal override Task<Finding> Take(Session session) => session.Scratch.Lend(async folder =>
    {
        ReportedRuns made = ReportTime.Made(session, folder, session.Count(runs, ReportTime.FewRuns));
        await made.Report(session.Cancellation);
        return await session.Browser.Use(async browser =>
        {
            Side[] sides = await Turns.Take(session.Repeats, "s",
                ("usable", () => Open(browser, made, page => IsUsable(page, made)).WaitAsync(session.Cancellation)),
                ("first figure", () => Open(browser, made, IsDrawn).WaitAsync(session.Cancellation)));
            return new Finding(sides[0].Median, sides);
        });
    });

    static async Task<double> Open(IBrowser browser, ReportedRuns made, Func<IPage, Task> wait)
    {
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = 1600, Height = 1000 },
        });
        try
        {
            long start = Stopwatch.GetTimestamp();
            string address = new Uri(made.Page).AbsoluteUri;
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            await wait(page);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        catch (Exception failure) when (failure is TimeoutException or PlaywrightException)
        {
            throw new BenchmarkException(
                $"The report of {made.Runs} runs did not become usable in Chromium:\n{failure.Message}");
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    static Task IsDrawn(IPage page) => page.Locator("figure .chart.drawn .main-svg").First.WaitForAsync();

    static async Task IsUsable(IPage page, ReportedRuns made)
    {
        await IsDrawn(page);
        (string words, int found) = made.Search;
        await page.Locator("#search").PressSequentiallyAsync(words);
        await page.Locator("#found", new PageLocatorOptions
        {
            HasTextRegex = new Regex(FormattableString.Invariant($"^{found} of [0-9]+ runs")),
        }).WaitForAsync();
    }
}
