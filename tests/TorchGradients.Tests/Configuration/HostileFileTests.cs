using System.Text;
using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Configuration;

public sealed class HostileFileTests : IDisposable
{
    readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_megabyte_of_brackets_is_too_deep() => AssertProblem(new string('[', 1 << 20),
        "line 1, column 65", "is not valid JSON: The maximum configured depth of 64 has been exceeded. Cannot read next JSON array",
        "Correct the text there.");

    [Fact]
    public void A_megabyte_of_opened_objects_is_too_deep() => AssertProblem(
        string.Concat(Enumerable.Repeat("{\"a\":", 200_000)), "line 1, column 321",
        "is not valid JSON: The maximum configured depth of 64 has been exceeded. Cannot read next JSON object", "Correct the text there.");

    [Fact]
    public void A_key_twice_is_named() => AssertProblem("""{ "data": "digits", "data": "csv" }""",
        "line 1, column 21", "is 'data' once more, as at line 1, column 3", "Remove one of the two.");

    [Fact]
    public void A_key_twice_inside_is_named() => AssertProblem("""
        { "data": "digits", /* depth */ "model": { "depth": 1,
          "width": 3, "d\u0065pth": 1, "width": 3 },
        }
        """, "line 2, column 15", "is 'depth' once more, as at line 1, column 44", "Remove one of the two.");

    [Fact]
    public void Half_a_surrogate_pair_is_no_text() => AssertProblem("""{ "data": "digits", "question": "\ud800" }""",
        "file", "holds half of a surrogate pair, which is no text", "Correct the \\u escape.");

    [Fact]
    public void Half_a_surrogate_pair_is_no_key() => AssertProblem("""{ "data": "digits", "\ud800": 1 }""",
        "file", "holds half of a surrogate pair, which is no text", "Correct the \\u escape.");

    [Fact]
    public void A_number_of_a_hundred_thousand_digits_is_shortened() => AssertProblem(
        $$"""{ "data": "digits", "model": { "depth": {{new string('7', 100_000)}} } }""",
        "model:depth", $"is {new string('7', 30)}...{new string('7', 15)} (100000 characters), but must be at most 10000", "Change it.");

    [Fact]
    public void A_number_beyond_double_precision_is_too_large() => AssertProblem(
        """{ "data": "digits", "training": { "optimizer": { "name": "sgd", "learningRate": 1e999 } } }""",
        "training:optimizer:learningRate", "is 1e999, which is too large for a number in double precision", "Change it.");

    [Fact]
    public void An_empty_file_is_empty() => AssertProblem("", "file", "is empty", "Write at least {}.");

    [Fact]
    public void White_space_is_empty() => AssertProblem(" \n\t", "file", "is empty", "Write at least {}.");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    public void Only_an_object_is_a_config(string text) =>
        AssertProblem(text, "file", "does not hold an object", "A config starts with { and ends with }.");

    [Fact]
    public void What_is_cut_off_is_reported_with_its_place() => AssertProblem("{\n  \"data\": \"digits\",\n  \"model\": {",
        "line 3, column 13", "is not valid JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed",
        "Correct the text there.");

    [Fact]
    public void A_byte_order_mark_is_fine()
    {
        _folder.With("bad.json", [0xEF, 0xBB, 0xBF, .. """{ "data": "digits" }"""u8]);

        Assert.Equal("", _folder.Problems("bad.json"));
    }

    [Fact]
    public void Another_encoding_is_not_utf8() => AssertProblem(
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")], "line 1, column 1", "is not UTF-8", "Save the file as UTF-8.");

    [Fact]
    public void An_invalid_byte_is_reported_with_its_place() => AssertProblem(
        [.. "{\n \"name\": \""u8, 0xC3, 0x28, .. "\" }"u8], "line 2, column 11", "is not UTF-8", "Save the file as UTF-8.");

    [Fact]
    public void A_folder_is_not_a_file()
    {
        Directory.CreateDirectory(_folder.PathOf("bad.json"));

        AssertOnly("file", "is a folder, not a file",
            "It holds no .json files; correct the path.");
    }

    [Fact]
    public void A_missing_file_does_not_exist() =>
        AssertOnly("file", "does not exist", $"The folder '{_folder.Root}' holds no .json files; correct the path.");

    [Fact]
    public void A_file_of_many_megabytes_is_not_read() => AssertProblem(
        new byte[(16 << 20) + 1], "file", "is larger than 16 MB", "A config is a small text; is it the right file?");

    [Fact]
    public void What_extends_itself_in_a_circle_is_reported_once()
    {
        _folder.With("bad.json", """{ "extends": ["a.json"], "data": "digits" }""").With("a.json", """{ "extends": ["bad.json"] }""");

        Assert.Equal(
            [new ConfigProblem("a.json", "extends:0", "closes a circle: bad.json -> a.json -> bad.json", "Remove one of these entries.")],
            _folder.Read("bad.json").Problems);
    }

    [Fact]
    public void A_broken_file_below_hides_no_other_problem_and_makes_none_up()
    {
        _folder.With("base.json", "{ \"data\": ").With("bad.json", """{ "extends": ["base.json"], "model": { "depth": 0 } }""");

        Assert.Equal(["base.json: line 1, column 11", "bad.json: model:depth"],
            _folder.Read("bad.json").Problems.Select(problem => $"{problem.File}: {problem.Path}"));
    }

    [Fact]
    public void Files_that_double_at_each_level_are_not_followed_for_ever()
    {
        for (int i = 0; i < 40; i++) _folder.With($"f{i}.json", $$"""{ "extends": ["f{{i + 1}}.json", "f{{i + 1}}.json"] }""");
        _folder.With("f40.json", "{}").With("bad.json", """{ "extends": ["f0.json"], "data": "digits" }""");

        Assert.Contains("is one of more than 1000 files", _folder.Problems("bad.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_extended_is_reported_where_it_is_named()
    {
        _folder.With("bad.json", """{ "extends": ["none.json", 3, ""], "data": "digits" }""");

        Assert.Equal(
        [
            new ConfigProblem("bad.json", "extends:0", "'none.json' does not exist", "Correct the path; it is relative to this file."),
            new ConfigProblem("bad.json", "extends:1", "is 3, but must be a file", "Name a file, relative to this one."),
            new ConfigProblem("bad.json", "extends:2", "is '', but must be a file", "Name a file, relative to this one."),
        ], _folder.Read("bad.json").Problems);
    }

    [Fact]
    public void A_device_without_an_end_is_not_read_for_ever()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no endless file here.");

        Assert.Equal(
            [new ConfigProblem("/dev/zero", "file", "is larger than 16 MB", "A config is a small text; is it the right file?")],
            _folder.Read("/dev/zero").Problems);
    }

    void AssertProblem(string text, string path, string finding, string fix) =>
        AssertProblem(Encoding.UTF8.GetBytes(text), path, finding, fix);

    void AssertProblem(byte[] bytes, string path, string finding, string fix)
    {
        _folder.With("bad.json", bytes);
        AssertOnly(path, finding, fix);
    }

    void AssertOnly(string path, string finding, string fix) =>
        Assert.Equal([new ConfigProblem("bad.json", path, finding, fix)], _folder.Read("bad.json").Problems);
}
