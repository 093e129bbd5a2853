using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using TorchGradients.Configuration;

namespace TorchGradients.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class ConfigArguments
{
    /// <summary>FILE…</summary>
    public static Argument<string[]> Files() => Paths("FILE", "a config, an experiment, or a run's resolved.json");

    /// <summary>DIR…</summary>
    public static Argument<string[]> Folders() => Paths("DIR", "an experiment's folder, as 'run' made it");

    /// <summary>--set path=value, any number of times.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "override a setting, for example training:steps=50; the value is JSON where it parses as JSON, else a string",
        HelpName = "path=value",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>--require-claims</c>.</summary>
    public static Option<bool> RequireClaims() => new("--require-claims")
    {
        Description = "exit with 1 unless every claim of the experiments holds",
    };

    /// <summary>--output DIR.</summary>
    public static Option<string> Output() => new("--output")
    {
        Description = "where experiments' folders are written",
        HelpName = "DIR",
        DefaultValueFactory = _ => "runs",
    };

    /// <summary>--json.</summary>
    public static Option<bool> Json() => new("--json") { Description = "print JSON instead of a table" };

    /// <summary>An option that takes a whole number from 1 to a largest one.</summary>
    public static Option<int?> Count(string name, string description, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = given =>
        {
            string text = given.Tokens[0].Value;
            bool isWhole = BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
            if (isWhole && number >= 1 && number <= most) return (int)number;

            string finding = isWhole ? $"is {Words.Shortened(text, 60)}" : $"is '{Words.Shortened(text, 60)}'";
            string form = !isWhole ? "a whole number" : number < 1 ? "at least 1" : $"at most {most}";
            given.AddError($"{name} {finding}, but must be {form}.");
            return null;
        },
    };

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string?> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words) };
        option.CompletionSources.Add(words);
        option.Validators.Add(given =>
        {
            if (given.Tokens is not [{ Value: var word }] || words.Contains(word)) return;
            string known = words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";
            given.AddError($"{name} is '{Words.Shortened(word, 60)}', but must be {known}.");
        });
        return option;
    }

    static Argument<string[]> Paths(string name, string description)
    {
        var paths = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(RefuseOptions);
        return paths;
    }

    // An argument that may be repeated takes in whatever the command does not know, misspelled options as well.
    static void RefuseOptions(ArgumentResult paths)
    {
        foreach (string token in paths.Tokens.Select(token => token.Value).Where(value => value.StartsWith('-') && !Path.Exists(value)))
        {
            Command command = ((CommandResult)paths.Parent!).Command;
            string[] known = [.. command.Options.Select(option => option.Name)];
            paths.AddError(known.Contains(token)
                ? $"'{token}' stands behind '--', where everything is taken for a file. Write it before."
                : $"'{token}' is not an option of '{command.Name}'. {Words.DidYouMean(token, known)}");
        }
    }
}
