using System.CommandLine;

namespace TorchGradients.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class ConfigArguments
{
    /// <summary>FILE…</summary>
    public static Argument<string[]> Files() => new("FILE")
    {
        Description = "a config, an experiment, or a run's resolved.json",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>--set path=value, any number of times.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "override a setting, for example training:steps=50; the value is JSON where it parses as JSON, else a string",
        HelpName = "path=value",
        AllowMultipleArgumentsPerToken = false,
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
}
