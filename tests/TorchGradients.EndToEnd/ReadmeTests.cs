using System.Text.RegularExpressions;
using Xunit;

namespace TorchGradients.EndToEnd;

public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_table_of_commands_is_the_one_of_the_help()
    {
        string help = (await TheProgram.Run("--help")).StandardOutput;
        string readme = File.ReadAllText(Path.Combine(TheProgram.RepositoryRoot, "README.md"));
        string table = readme[readme.IndexOf("## The commands", StringComparison.Ordinal)..];

        string[] promised = [.. TableRow().Matches(table[..table.IndexOf("Exit codes", StringComparison.Ordinal)]).Select(row => row.Groups[1].Value)];
        string[] offered = [.. HelpLine().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(line => line.Groups[1].Value)];

        Assert.Contains("run", offered);
        Assert.Equal(offered.Order(StringComparer.Ordinal), promised.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(\w+)", RegexOptions.Multiline)]
    internal static partial Regex TableRow();

    [GeneratedRegex(@"^  (\w+) ", RegexOptions.Multiline)]
    internal static partial Regex HelpLine();
}
