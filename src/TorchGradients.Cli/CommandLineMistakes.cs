using System.CommandLine;
using System.CommandLine.Parsing;
using TorchGradients.Configuration;

namespace TorchGradients.Cli;

/// <summary>What is said of a command line that cannot be followed: each mistake in a line, and where help is.</summary>
internal static class CommandLineMistakes
{
    /// <summary>The lines.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="command">What was understood of the command line.</param>
    /// <param name="args">The command line.</param>
    public static string Of(RootCommand root, ParseResult command, string[] args)
    {
        CommandResult given = command.CommandResult;
        if (given.Command == root) return OfName(root, args);

        // Of an option without a value, or with several, the framework's own words say less, and its validators may never
        // have come to it.
        OptionResult[] options = [.. given.Children.OfType<OptionResult>()];
        OptionResult[] miscounted = [.. options.Where(option => OfCount(option) is not null)];
        string[] lines =
        [
            .. miscounted.Select(option => OfCount(option)!),
            .. command.Errors.Where(error => !miscounted.Any(one => one == OptionOf(error) || IsOf(error, one.Option.Name)))
                .Select(error => Sentence(command, error)),
        ];
        return $"{string.Concat(lines.Distinct().Select(line => line + "\n"))}See {given.Command.Name} --help.\n";
    }

    static string OfName(RootCommand root, string[] args)
    {
        string[] names = [.. root.Subcommands.Where(known => !known.Hidden).Select(known => known.Name)];
        return args.Length == 0
            ? $"Name a command: {string.Join(", ", names.Order(StringComparer.Ordinal))}.\nSee --help.\n"
            : $"'{Words.Shortened(args[0], 60)}' is not a command. {Words.DidYouMean(args[0], names)}\nSee --help.\n";
    }

    static OptionResult? OptionOf(ParseError error) => error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;

    static string? OfCount(OptionResult result)
    {
        (Option option, int values) = (result.Option, result.Tokens.Count);
        if (option.Arity.MinimumNumberOfValues == 0) return null;
        if (values < option.Arity.MinimumNumberOfValues)
        {
            if (result.IdentifierTokenCount > 0) return $"{option.Name} has no value. Write {Form(option)}.";
            return option.Required ? $"{option.Name} is missing. Write {Form(option)}." : null;
        }

        return values > option.Arity.MaximumNumberOfValues ? $"{option.Name} is given {values} times. Give it once." : null;
    }

    static string Form(Option option) => $"{option.Name} {option.HelpName}";

    static string Sentence(ParseResult command, ParseError error)
    {
        string? unknown = command.UnmatchedTokens.FirstOrDefault(token => IsOf(error, token));
        return unknown is null ? error.Message : OfUnknown(command.CommandResult.Command, unknown);
    }

    // The framework puts what an error of a whole command is about into quotes.
    static bool IsOf(ParseError error, string word) =>
        error.SymbolResult is CommandResult && error.Message.Contains($"'{word}'", StringComparison.Ordinal);

    static string OfUnknown(Command command, string word)
    {
        string shown = Words.Shortened(word, 60);
        string[] options = [.. command.Options.Where(option => !option.Hidden).Select(option => option.Name)];
        if (word.StartsWith('-'))
        {
            return $"'{shown}' is not an option of '{command.Name}'"
                + (options.Length == 0 ? ", which has none." : $". {Words.DidYouMean(word, options)}");
        }

        string[] arguments = [.. command.Arguments.Select(argument => argument.Name)];
        return arguments.Length == 0
            ? $"'{shown}' is too much: '{command.Name}' takes nothing behind it."
            : $"'{shown}' is too much: '{command.Name}' takes {string.Join(" and ", arguments)} only. Put what holds spaces in quotes.";
    }
}
