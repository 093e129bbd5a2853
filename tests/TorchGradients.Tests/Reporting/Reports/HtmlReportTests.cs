using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;
using TorchGradients.Reporting.Reports.Html;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class HtmlReportTests
{
    [Fact]
    public void A_half_finished_broken_and_mixed_folder_is_reported_as_far_as_it_goes_with_what_is_missing_at_the_top()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 3, steps: 3);
        File.Delete(In(folder, "relu", 1, "outcome.json"));
        File.WriteAllText(In(folder, "relu", 2, "outcome.json"), "{ broken");
        File.WriteAllText(In(folder, "none", 2, "records.clef"), File.ReadAllText(In(folder, "none", 2, "records.clef"))[..^40]);
        File.Delete(In(folder, "none", 3, "resolved.json"));
        File.WriteAllText(In(folder, "none", 3, "environment.json"), "[]");
        var other = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(In(folder, "none", 1, "outcome.json")))!;
        other["identity"] = "of other work";
        File.WriteAllText(In(folder, "none", 1, "outcome.json"), other.ToJsonString());

        using IHtmlDocument page = Written(folder);

        IElement missing = page.QuerySelector("#verdict .missing")!;
        string[] said = [.. missing.QuerySelectorAll("li").Select(sentence => sentence.TextContent)];
        Assert.Contains("1 of 6 runs has no result yet: remedy=relu,depth=4,seed=1.", said);
        Assert.Contains(said, sentence => sentence.Contains("outcome of other work", StringComparison.Ordinal));
        Assert.Contains(said, sentence => sentence.Contains("outcome.json", StringComparison.Ordinal) && sentence.Contains("seed=2", StringComparison.Ordinal));
        Assert.Contains(said, sentence => sentence.Contains("records.clef", StringComparison.Ordinal));
        Assert.True(missing.CompareDocumentPosition(page.QuerySelector(".verdict")!).HasFlag(DocumentPositions.Following));
        Assert.Contains("test accuracy", page.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 3 runs that have a result have no environment.json", page.QuerySelector("#environment .note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(6, Data(page).RootElement.GetProperty("runs").GetArrayLength());
        Assert.Contains("What is missing", File.ReadAllText(Path.Combine(folder.Path, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_without_any_result_has_a_report_that_says_so()
    {
        using var folder = new ExperimentFolder().Axis("remedy").Run("a", 1, ["remedy=none"]).Planned();

        using IHtmlDocument page = Written(folder);

        Assert.Equal("No run has ended yet, so there is nothing to say.", page.QuerySelector(".verdict")!.TextContent.Trim());
        Assert.Equal(14, page.QuerySelectorAll("#figures .reason").Length);
        Assert.Contains("There is no figure", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed", "The run failed. What is missing says why.")]
    [InlineData("cancelled", "The run was cancelled. What is missing says why.")]
    public void A_single_run_that_failed_is_a_verdict_too(string status, string verdict)
    {
        using var folder = new ExperimentFolder().Run("a", 1, [""], RemedyExperiment.Outcome(status: status)).Planned();

        using IHtmlDocument page = Written(folder);

        Assert.Equal(verdict, page.QuerySelector(".verdict")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("failed", "failed", "No run is complete: of 2 runs 2 failed. What is missing says why.")]
    [InlineData("failed", "cancelled", "No run is complete: of 2 runs 1 failed and 1 was cancelled. What is missing says why.")]
    public void An_experiment_whose_runs_failed_says_so_and_compares_nothing(string first, string second, string verdict)
    {
        using var folder = new ExperimentFolder().Axis("depth")
            .Run("a", 1, ["depth=2"], RemedyExperiment.Outcome(status: first), RemedyExperiment.Records(0.2, 1e-3))
            .Run("b", 1, ["depth=3"], RemedyExperiment.Outcome(status: second)).Planned();

        using IHtmlDocument page = Written(folder);

        Assert.Equal(verdict, page.QuerySelector(".verdict")!.TextContent.Trim());
        Assert.Null(page.QuerySelector("#comparison table"));
        Assert.Equal("No run is complete, so there is nothing to compare.", page.QuerySelector("#comparison p")!.TextContent);
        Assert.Contains("\n\n## Comparison\n\nNo run is complete, so there is nothing to compare.\n\n", File.ReadAllText(Path.Combine(folder.Path, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_run_has_its_diagnosis_for_a_verdict()
    {
        using var folder = MadeExperiment.Write(["none"], [6], seeds: 1, steps: 3);

        using IHtmlDocument page = Written(folder);

        Assert.StartsWith("The error term vanishes", page.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_holds_landmarks_captions_scopes_and_asks_for_nothing_outside()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4, 8], seeds: 2, steps: 3);

        using IHtmlDocument page = Written(folder);

        Assert.NotNull(page.QuerySelector("header nav[aria-label]"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
        Assert.All(page.QuerySelectorAll("th"), head => Assert.NotNull(head.GetAttribute("scope")));
        Assert.All(page.QuerySelectorAll("section"), section => Assert.NotNull(page.GetElementById(section.GetAttribute("aria-labelledby")!)));
        Assert.All(page.QuerySelectorAll("figcaption"), text => Assert.True(text.TextContent.Any(char.IsDigit), text.TextContent));
        string[] ids = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(page.QuerySelectorAll("link, img, iframe, script[src], [style*=url]"));
        Assert.StartsWith("default-src 'none'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_shows_every_seed_and_a_run_the_diagnosis_of_every_layer_with_both_decay_factors_and_the_half_life()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 2, steps: 3);

        using IHtmlDocument page = Written(folder);

        Assert.Contains("1: 0.0980, 2: 0.0990", page.QuerySelector("details.cell")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("half-life 0.43 layers", page.QuerySelector("details.cell")!.TextContent, StringComparison.Ordinal);
        JsonElement run = Data(page).RootElement.GetProperty("runs")[0];
        Assert.Equal("1: vanishing, saturated; 2: vanishing; 3–5: healthy", run.GetProperty("layers")[0].GetString());
        double[] decay = [.. run.GetProperty("decays")[0].EnumerateArray().Where(number => number.ValueKind == JsonValueKind.Number).Select(number => number.GetDouble())];
        Assert.Equal([0.196, Math.Log(0.5) / Math.Log(0.196)], decay, (a, b) => Math.Abs(a - b) < 1e-4);   // factor and half-life
    }

    [Fact]
    public void The_thresholds_stand_with_value_and_source_as_the_config_has_them()
    {
        using var folder = RemedyExperiment.Write();
        string plan = Path.Combine(folder.Path, "plan.json");
        File.WriteAllText(plan, File.ReadAllText(plan).Replace("\"notes\"", "\"analysis\": { \"vanishing\": 0.01 }, \"notes\"", StringComparison.Ordinal));

        using IHtmlDocument page = Written(folder);
        string[][] rows = [.. page.QuerySelectorAll("#judged tbody tr").Select(row => row.Children.Select(entry => entry.TextContent).ToArray())];

        Assert.Equal(["analysis:vanishing", "0.010"], rows[0][..2]);
        Assert.Equal(
            typeof(TorchGradients.Configuration.AnalysisConfig).GetProperties().Select(property => "analysis:" + JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(),
            rows.Select(row => row[0]).Order());
        Assert.All(rows, row => Assert.True(row[3].Length > 0, row[0]));
    }

    [Fact]
    public void A_thousand_runs_share_what_they_have_in_common_and_say_that_curves_are_thinned()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [3], seeds: 500, steps: 31);

        using IHtmlDocument page = Written(folder);

        JsonElement data = Data(page).RootElement;
        Assert.Equal(1000, data.GetProperty("runs").GetArrayLength());
        Assert.Equal("\"sgd\"", JsonDocument.Parse(data.GetProperty("common").GetProperty("training:optimizer").GetString()!).RootElement.GetProperty("name").GetRawText());
        Assert.Equal(["model:activation", "seeds"], data.GetProperty("runs")[0].GetProperty("config").EnumerateObject().Select(setting => setting.Name));
        Assert.InRange(data.GetProperty("runs")[0].GetProperty("loss").GetProperty("values").GetArrayLength(), 15, 30);
        Assert.Equal(1, data.GetProperty("steps").EnumerateArray().Select(steps => steps.GetRawText()).Count(steps => steps.StartsWith("[0,20,", StringComparison.Ordinal)));
        Assert.Contains("curves of single runs have at most 30 points here", page.QuerySelector("#runs .note")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_more_runs_than_a_browser_opens_the_most_telling_of_every_cell_are_listed_and_how_many_is_said()
    {
        using var folder = MadeExperiment.Write(["none", "relu"], [4], seeds: 7, steps: 3);
        File.Delete(In(folder, "relu", 4, "outcome.json"));
        var analysis = ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path));
        var content = ReportContent.Of(analysis, []);
        JsonElement whole = JsonDocument.Parse(new RunData(content).Json()).RootElement;
        string[] telling = ["none seed=5", "none seed=6", "none seed=7", "relu seed=4", "relu seed=6"];
        int room = whole.GetProperty("runs").EnumerateArray().Where(run => telling.Contains(Name(run))).Sum(run => run.GetRawText().Length);

        var data = new RunData(content, room);

        // By the formula of the made runs seed 6 has the best accuracy, then 5, and seed 7 the worst.
        JsonElement listed = JsonDocument.Parse(data.Json()).RootElement;
        Assert.Equal(14, whole.GetProperty("runs").GetArrayLength());
        Assert.Equal((5, 14), (data.Listed, listed.GetProperty("total").GetInt32()));
        Assert.Equal(telling, listed.GetProperty("runs").EnumerateArray().Select(Name));
        Assert.Contains(
            "Only 5 of 14 runs are listed, as a browser would not open a file with all of them: of every cell those that did not complete, "
            + "the best and the worst. summary.csv has every run.",
            RunSection.Html(content, data), StringComparison.Ordinal);
        Assert.DoesNotContain("are listed", RunSection.Html(content, new RunData(content)), StringComparison.Ordinal);

        static string Name(JsonElement run) => run.GetProperty("row")[0].GetString()!
            .Replace("remedy=", "", StringComparison.Ordinal).Replace(",depth=4,", " ", StringComparison.Ordinal);
    }

    static IHtmlDocument Written(ExperimentFolder folder)
    {
        ReportFiles.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));
        using var file = File.OpenRead(Path.Combine(folder.Path, ReportFiles.HtmlName));
        return new HtmlParser().ParseDocument(file);
    }

    static JsonDocument Data(IHtmlDocument page) => JsonDocument.Parse(page.GetElementById("runs-data")!.TextContent);

    static string In(ExperimentFolder folder, string remedy, int seed, string file) =>
        Path.Combine(folder.Path, $"remedy={remedy},depth=4,seed={seed}", file);
}
