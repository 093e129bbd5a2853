using System.Text.RegularExpressions;
using Xunit;

namespace TorchGradients.EndToEnd;

public sealed partial class RepeatTests : IDisposable
{
    readonly Scratch _scratch = new();

    [Theory]
    [InlineData("torch")]
    [InlineData("hand-rolled")]
    public async Task A_run_s_resolved_config_alone_repeats_records_and_weights_to_the_last_bit(string engine)
    {
        _scratch.With("tiny.json", Scratch.Tiny);
        Assert.Equal(0, (await _scratch.Run("run", "tiny.json", "--set", $"training:engine={engine}", "--set", "seeds=[7]")).ExitCode);
        string first = _scratch.Below("runs", "tiny");
        File.Copy(Path.Combine(first, "resolved.json"), _scratch["alone.json"]);

        Assert.Equal(0, (await _scratch.Run("run", "alone.json", "--output", "again")).ExitCode);

        string second = _scratch.Below("again", "tiny");
        Assert.Equal(Path.GetFileName(first), Path.GetFileName(second));
        Assert.Equal(Records(first), Records(second));
        Assert.Contains("delta-norm", Records(second), StringComparison.Ordinal);
        foreach (string file in new[] { "initial.safetensors", "final.safetensors", "resolved.json" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(first, file)), File.ReadAllBytes(Path.Combine(second, file)));
        }
    }

    [Fact]
    public async Task What_is_complete_is_not_run_again_unless_asked_for()
    {
        _scratch.With("tiny.json", Scratch.Tiny);
        await _scratch.Run("run", "tiny.json");
        string outcome = Path.Combine(_scratch.Below("runs", "tiny"), "outcome.json");
        string first = File.ReadAllText(outcome);

        var second = await _scratch.Run("run", "tiny.json");
        Assert.Contains("1 run of 1 complete already (--fresh runs them again).", second.StandardError, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(outcome));

        await _scratch.Run("run", "tiny.json", "--fresh");
        Assert.NotEqual(first, File.ReadAllText(outcome));  // The seconds differ.
    }

    static string Records(string run) => Time().Replace(File.ReadAllText(Path.Combine(run, "records.clef")), "");

    [GeneratedRegex("\"@t\":\"[^\"]*\",")]
    internal static partial Regex Time();

    public void Dispose() => _scratch.Dispose();
}
