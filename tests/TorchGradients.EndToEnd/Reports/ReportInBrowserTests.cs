using Microsoft.Playwright;
using Xunit;

namespace TorchGradients.EndToEnd.Reports;

/// <summary>The report as a reader has it: opened from disk in a real browser, without a network.</summary>
public sealed class ReportInBrowserTests(BrowserReports reports) : IClassFixture<BrowserReports>
{
    static readonly string[] _figures =
    [
        "proof", "delta-heat-map", "attenuation", "update-profile", "first-layer-update", "training-loss", "test-accuracy",
        "decay-by-depth", "remedy-by-depth", "effects", "activations", "saturation",
    ];

    [Theory]
    [InlineData(1600, ColorScheme.Light)]
    [InlineData(1600, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task Every_figure_is_drawn_without_an_error_or_a_request(int width, ColorScheme scheme)
    {
        await using var report = await reports.Open(reports.Ordinary, width, scheme);

        await report.DrawAll();

        string[] drawn = await report.Page.Locator("section.figure:not(:has(.reason))").EvaluateAllAsync<string[]>("all => all.map(one => one.id)");
        Assert.Equal(_figures, drawn);
        foreach (string figure in _figures) await AssertIsDrawn(report, figure, width);
        Assert.Equal("0", await report.Value("document.scrollingElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Equal("", string.Join('\n', report.Complaints));
    }

    [Theory]
    [InlineData(1600, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task So_are_the_phase_diagram_and_the_singular_values_where_they_were_recorded(int width, ColorScheme scheme)
    {
        await using var report = await reports.Open(reports.Phases, width, scheme);

        await report.DrawAll();

        foreach (string figure in new[] { "phase-diagram", "jacobian-singular-values" }) await AssertIsDrawn(report, figure, width);
        Assert.Equal(4, await report.Page.Locator("#phase-diagram .heatmaplayer image").CountAsync());   // two depths, predicted and measured
        Assert.Equal(2, await report.Page.Locator("#jacobian-singular-values .subplot").CountAsync());
        Assert.Equal("", string.Join('\n', report.Complaints));
    }

    [Fact]
    public async Task A_comparison_with_a_column_of_what_was_tuned_is_whole_on_a_wide_screen_also_with_intervals()
    {
        const string cut = "(box => box.scrollWidth - box.clientWidth)(document.querySelector('#comparison .scroll'))";
        await using var report = await reports.Open(reports.OfTuned);

        string plain = await report.Value(cut);
        await report.Page.Locator("#intervals").ClickAsync();

        Assert.Equal(("0", "0"), (plain, await report.Value(cut)));
    }

    [Fact]
    public async Task The_legend_hides_a_line_in_all_panels_and_shows_it_again()
    {
        await using var report = await reports.Open(reports.Ordinary);
        await report.Draw("#proof");
        var lines = report.Page.Locator("#proof .scatterlayer .trace");
        int all = await lines.CountAsync();
        var relu = report.Page.Locator("#proof .legend button", new PageLocatorOptions { HasText = "relu" });

        await relu.PressAsync("Enter");
        int without = await lines.CountAsync();
        string pressed = (await relu.GetAttributeAsync("aria-pressed"))!;
        await relu.ClickAsync();

        // Two depths, in each a line and its band.
        Assert.Equal((all - 4, "false"), (without, pressed));
        Assert.Equal((all, "true"), (await lines.CountAsync(), await relu.GetAttributeAsync("aria-pressed")));
    }

    [Fact]
    public async Task The_comparison_sorts_by_the_head_that_is_clicked_numbers_as_numbers()
    {
        await using var report = await reports.Open(reports.Ordinary);
        var head = report.Page.Locator("#comparison th", new PageLocatorOptions { HasText = "test accuracy" });
        async Task<string[]> Remedies() => await report.Page.Locator("#comparison tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.cells[0].textContent)");

        await head.Locator("button").ClickAsync();
        string[] up = await Remedies();
        string? direction = await head.GetAttributeAsync("aria-sort");
        await head.Locator("button").PressAsync("Enter");

        Assert.Equal(("ascending", "descending"), (direction, await head.GetAttributeAsync("aria-sort")));
        Assert.Equal(["none", "none", "relu", "relu", "batch-norm", "batch-norm"], up);
        Assert.Equal(["batch-norm", "batch-norm", "relu", "relu", "none", "none"], await Remedies());
    }

    [Fact]
    public async Task A_run_is_found_by_typing_and_opens_with_diagnosis_curves_and_config()
    {
        await using var report = await reports.Open(reports.Ordinary);
        await report.Page.FillAsync("#search", "relu depth=20 seed=2");

        Assert.Equal("1 of 18 runs", await report.Page.Locator("#found").TextContentAsync());
        var open = report.Page.Locator("#runs-table tbody .open");
        Assert.Equal("remedy=relu,depth=20,seed=2", await open.TextContentAsync());

        await open.PressAsync("Enter");

        var run = report.Page.Locator("#runs-table .run");
        Assert.Equal("true", await open.GetAttributeAsync("aria-expanded"));
        Assert.Contains("layer", await run.Locator("p").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(6, await run.Locator(".curve.drawn .trace").CountAsync() - 1);   // the first has two lines
        Assert.Contains("At the first recorded step, by layer: 1", await run.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(["at initialisation", "at the end"], await run.Locator(".decays tbody th").AllTextContentsAsync());
        Assert.Contains("model:activation", await run.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal("", string.Join('\n', report.Complaints));
    }

    [Fact]
    public async Task The_runs_sort_by_the_head_that_is_clicked_numbers_as_numbers()
    {
        await using var report = await reports.Open(reports.Ordinary);
        var head = report.Page.Locator("#runs-table th", new PageLocatorOptions { HasText = "test accuracy" });
        async Task<string[]> Runs() => [.. await report.Page.Locator("#runs-table tbody .open").AllTextContentsAsync()];

        await head.Locator("button").ClickAsync();
        string[] up = await Runs();
        string? direction = await head.GetAttributeAsync("aria-sort");
        await head.Locator("button").PressAsync("Enter");
        string[] down = await Runs();

        // By the formula of the made runs: each remedy above the one before, each seed above the one before, both depths alike.
        string[] expected =
        [
            .. from remedy in new[] { "none", "relu", "batch-norm" }
               from seed in new[] { 1, 2, 3 }
               from depth in new[] { 4, 20 }
               select $"remedy={remedy},depth={depth},seed={seed}",
        ];
        Assert.Equal(("ascending", "descending"), (direction, await head.GetAttributeAsync("aria-sort")));
        Assert.Equal(expected, up);
        Assert.Equal(expected.Chunk(2).Reverse().SelectMany(pair => pair), down);
        Assert.Equal("", string.Join('\n', report.Complaints));
    }

    [Fact]
    public async Task The_first_screen_holds_question_verdict_picture_and_the_head_of_the_comparison()
    {
        await using var report = await reports.Open(reports.Ordinary);
        await report.Page.Locator("#proof .chart.drawn .main-svg").First.WaitForAsync();

        foreach (string part in new[] { "h1", ".verdict", "#proof .chart", "#comparison tbody tr:nth-child(3)" })
        {
            var box = await report.Page.Locator(part).BoundingBoxAsync();
            Assert.True(box!.Y + box.Height <= 1000, $"{part} ends at {box.Y + box.Height}.");
        }

        Assert.Equal("0", await report.Value("scrollY"));
    }

    [Fact]
    public async Task On_a_narrow_screen_a_row_keeps_its_name_when_its_table_is_moved_sideways()
    {
        await using var report = await reports.Open(reports.Ordinary, width: 400);
        await report.Page.EvaluateAsync("document.querySelector('#comparison .scroll').scrollLeft = 300").WaitAsync(Limit.Token);

        var name = await report.Page.Locator("#comparison tbody th").First.BoundingBoxAsync();

        Assert.InRange(name!.X, 0, 40);
        Assert.Equal("300", await report.Value("document.querySelector('#comparison .scroll').scrollLeft"));
    }

    [Fact]
    public async Task Intervals_are_shown_on_demand()
    {
        await using var report = await reports.Open(reports.Ordinary);
        var interval = report.Page.Locator("#comparison .interval").First;
        bool before = await interval.IsVisibleAsync();

        await report.Page.Locator("#intervals").PressAsync("Enter");

        Assert.Equal((false, true, "true"), (before, await interval.IsVisibleAsync(), await report.Page.Locator("#intervals").GetAttributeAsync("aria-pressed")));
    }

    [Fact]
    public async Task Print_is_light_as_wide_as_paper_and_whole_and_afterwards_the_page_is_as_it_was()
    {
        await using var report = await reports.Open(reports.Ordinary, scheme: ColorScheme.Dark);
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await report.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))").WaitAsync(Limit.Token);

        Assert.Equal(_figures.Length, await report.Page.Locator("section.figure .chart.drawn").CountAsync());
        Assert.True(await report.Page.Locator(".chart .main-svg").EvaluateAllAsync<bool>("all => all.every(one => one.clientWidth <= 640)"));
        Assert.Equal("rgb(255, 255, 255)", await report.Value("getComputedStyle(document.body).backgroundColor"));

        // Panels stand side by side, so that question, verdict, picture and the head of the comparison are on the first page of A4.
        await report.Page.SetViewportSizeAsync(680, 1000);
        var row = await report.Page.Locator("#comparison tbody tr:nth-child(3)").BoundingBoxAsync();
        Assert.True(row!.Y + row.Height <= 1000, $"The third row ends at {row.Y + row.Height}.");
        Assert.Equal(0, await report.Page.Locator("details.cell:not([open]), #repeat details:not([open])").CountAsync());
        Assert.False(await report.Page.Locator("header.bar").IsVisibleAsync());

        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen, ColorScheme = ColorScheme.Dark });
        await report.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))").WaitAsync(Limit.Token);

        Assert.Equal("rgb(20, 23, 27)", await report.Value("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(0, await report.Page.Locator("details.cell[open]").CountAsync());
        Assert.Equal("", string.Join('\n', report.Complaints));
    }

    [Fact]
    public async Task The_page_follows_the_systems_colours_and_the_button_turns_them_round()
    {
        await using var report = await reports.Open(reports.Ordinary, scheme: ColorScheme.Dark);
        const string paper = "getComputedStyle(document.body).backgroundColor";
        const string baseline = "document.querySelector('#proof .scatterlayer .js-line:not([style*=\"stroke-width: 0\"])').style.stroke";
        await report.Draw("#proof");
        string[] dark = [await report.Value(paper), await report.Value(baseline)];

        await report.Page.ClickAsync("#theme");

        Assert.Equal(["rgb(20, 23, 27)", "rgb(255, 255, 255)"], dark);
        Assert.Equal(["rgb(253, 253, 252)", "rgb(0, 0, 0)"], [await report.Value(paper), await report.Value(baseline)]);
    }

    [Fact]
    public async Task Names_that_are_markup_show_as_text_and_run_nothing()
    {
        await using var report = await reports.Open(reports.Hostile);
        await report.DrawAll();
        await report.Page.Locator("#runs-table .open").Last.ClickAsync();
        await report.Page.Locator("#proof details.numbers summary").ClickAsync();

        Assert.Equal(BrowserReports.HostileName, await report.Page.Locator(".name").TextContentAsync());
        Assert.Equal(BrowserReports.HostileQuestion, await report.Page.Locator("h1").TextContentAsync());
        Assert.Equal(["none", BrowserReports.HostileRemedy], await report.Page.Locator("#proof .legend button").AllTextContentsAsync());
        Assert.Contains(BrowserReports.HostileRemedy, await report.Page.Locator("#effects .chart").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains(BrowserReports.HostileRemedy, await report.Page.Locator("#runs-table .open").Last.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal("undefined", await report.Value("window.hacked"));
        Assert.Equal(0, await report.Page.Locator("img, main b").CountAsync());
        Assert.Equal("", string.Join('\n', report.Complaints));
    }

    [Fact]
    public async Task Everything_that_does_something_has_a_name_and_headings_leave_out_no_level()
    {
        await using var report = await reports.Open(reports.Ordinary);
        await report.DrawAll();

        string[] nameless = await report.Page.Locator("button, a, input, [role=img], [role=region]").EvaluateAllAsync<string[]>(
            "all => all.filter(one => !one.closest('.modebar') && !one.textContent.trim() && !one.ariaLabel && !one.getAttribute('aria-labelledby') && !one.labels?.length).map(one => one.outerHTML)");
        int[] levels = await report.Page.Locator("h1, h2, h3, h4").EvaluateAllAsync<int[]>("all => all.map(one => Number(one.tagName[1]))");

        Assert.Empty(nameless);
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    static async Task AssertIsDrawn(OpenReport report, string figure, int width)
    {
        // Lines and marks, or the picture of a heat map, with a size that can be seen.
        var marks = report.Page.Locator($"#{figure} .scatterlayer .trace path, #{figure} .heatmaplayer image");
        Assert.True(await marks.CountAsync() > 0, $"{figure} is empty.");
        var box = await report.Page.Locator($"#{figure} .chart").BoundingBoxAsync();
        Assert.True(box!.Height > 150 && box.Width > 250 && box.Width < width, $"{figure} is {box.Width} by {box.Height}.");
    }
}
