// snippet
using TorchGradients.Hooks;
// end
using TorchGradients.Tests.House;
using Xunit;
// snippet goes on
using static TorchSharp.torch;
// end

namespace TorchGradients.Tests.Hooks;

/// <summary>The README's example is this file's, between the marks, and prints what the README says.</summary>
public sealed class ReadmeSnippetTests
{
    [Fact]
    public void The_README_shows_the_example_and_what_it_prints()
    {
        var output = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            Example();
        }
        finally
        {
            Console.SetOut(output);
        }

        string expected = $"```csharp\n{Snippet()}```\n\n```\n{printed.ToString().ReplaceLineEndings("\n")}```\n";
        string readme = File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n");
        Assert.True(readme.Contains(expected, StringComparison.Ordinal), $"README.md does not contain:\n{expected}");
    }

    static void Example()
    {
#pragma warning disable RS0030 // A user's program: no other test runs at the same time.
        // snippet
        random.manual_seed(1);
        using var model = nn.Sequential(
            nn.Linear(64, 32), nn.Sigmoid(),
            nn.Linear(32, 32), nn.Sigmoid(),
            nn.Linear(32, 32), nn.Sigmoid(),
            nn.Linear(32, 32), nn.Sigmoid(),
            nn.Linear(32, 10));
        using var watch = GradientWatch.Attach(model);

        using var scope = NewDisposeScope();
        var loss = nn.functional.cross_entropy(model.call(randn(128, 64)), randint(10, [128], int64));
        loss.backward();
        Console.WriteLine(watch.Report());
        // end
#pragma warning restore RS0030
    }

    /// <summary>The marked lines, a blank line between the two parts.</summary>
    static string Snippet()
    {
        var parts = new List<List<string>>();
        bool isInside = false;
        string file = Repository.PathOf("tests", "TorchGradients.Tests", "Hooks", "ReadmeSnippetTests.cs");
        foreach (string line in File.ReadLines(file))
        {
            string mark = line.Trim();
            bool begins = mark is "// snippet" or "// snippet goes on";
            if (mark == "// snippet") parts.Add([]);
            isInside = isInside && mark != "// end";
            if (isInside) parts[^1].Add(line);
            isInside = isInside || begins;
        }

        return string.Join("\n", parts.Select(part => string.Concat(part.Select(line => Outdented(line, part) + "\n"))));
    }

    static string Outdented(string line, List<string> part)
    {
        int indent = part.Where(other => other.Length > 0).Min(other => other.Length - other.TrimStart().Length);
        return line.Length == 0 ? line : line[indent..];
    }
}
