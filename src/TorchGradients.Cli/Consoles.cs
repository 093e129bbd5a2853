using Spectre.Console;

namespace TorchGradients.Cli;

/// <summary>The two streams: tables of results go to the first, progress and messages to the second.</summary>
internal static class Consoles
{
    /// <summary>Standard output.</summary>
    public static IAnsiConsole Output { get; } = On(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error.</summary>
    public static IAnsiConsole Error { get; } = On(Console.Error, Console.IsErrorRedirected);

    // Colours and live progress only on a terminal; Spectre.Console honours NO_COLOR by itself.
    static IAnsiConsole On(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected) console.Profile.Width = 120;
        return console;
    }
}
