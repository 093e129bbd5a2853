using Microsoft.Playwright;

namespace TorchGradients.Benchmarks.Processes;

/// <summary>Chromium without a window.</summary>
/// <param name="chromium">The program's file.</param>
sealed class Browser(string chromium)
{
    /// <summary>Debian's; Playwright's own download is not needed.</summary>
    internal const string DefaultChromium = "/usr/bin/chromium";

    /// <summary>What is missing and how to mend it; null for nothing.</summary>
    internal string? Missing => File.Exists(chromium) ? null
        : $"{chromium} is not there. Install it (apt-get install chromium), or name another Chromium with --chromium.";

    /// <summary>Starts it, and ends it after use.</summary>
    internal async Task<T> Use<T>(Func<IBrowser, Task<T>> use)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        return await use(browser);
    }
}
