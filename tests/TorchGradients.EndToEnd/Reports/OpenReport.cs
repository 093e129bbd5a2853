using Microsoft.Playwright;

namespace TorchGradients.EndToEnd.Reports;

/// <summary>A report in a window, and all that went wrong or out since it was opened.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    readonly List<string> _complaints = [];

    OpenReport(IPage page) => Page = page;

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, script errors, and requests for anything but the file itself.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<OpenReport> Of(IPage page, string address)
    {
        var report = new OpenReport(page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") report._complaints.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => report._complaints.Add($"script: {error}");
        page.Request += (_, request) =>
        {
            bool isWithin = request.Url == address || request.Url.StartsWith("data:", StringComparison.Ordinal);
            if (!isWithin) report._complaints.Add($"request: {request.Url}");
        };
        await page.GotoAsync(address).WaitAsync(Limit.Token);
        return report;
    }

    /// <summary>Scrolls to every figure, so that each is drawn.</summary>
    public Task DrawAll() => Draw("");

    /// <summary>Scrolls to the figures within an element.</summary>
    public async Task Draw(string within)
    {
        foreach (ILocator figure in await Page.Locator($"{within} figure").AllAsync())
        {
            await figure.ScrollIntoViewIfNeededAsync();
            await figure.Locator(".chart.drawn .main-svg").First.WaitForAsync();
        }
    }

    /// <summary>The value of an expression, as text.</summary>
    public async Task<string> Value(string expression) => await Page.EvaluateAsync<string>($"String({expression})").WaitAsync(Limit.Token);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Page.CloseAsync().WaitAsync(Limit.Token);
}
