using Spectre.Console.Testing;

namespace TorchGradients.Tests.Terminal;

/// <summary>A console of 80 columns that keeps what is printed.</summary>
static class Screen
{
    public static TestConsole Of80Columns(bool unicode = true)
    {
        var console = new TestConsole().Width(80);
        console.Profile.Capabilities.Unicode = unicode;
        return console;
    }

    /// <summary>What was printed, without the blanks at the ends of lines and the empty lines at the end.</summary>
    public static string Text(TestConsole console) => string.Join('\n', console.Lines.Select(line => line.TrimEnd())).TrimEnd() + "\n";
}
