using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TorchGradients.Benchmarks.Measures;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Configuration;

namespace TorchGradients.Benchmarks.Commands;

/// <summary>The options of <c>measure</c>; mistakes in them are told before anything is measured.</summary>
static class MeasureArguments
{
    const int DefaultRepeats = 5;
    const int MostRepeats = 1000;

    /// <summary>--only NAME, any number of times.</summary>
    internal static Option<string[]> Only()
    {
        Option<string[]> only = new("--only")
        {
            Description = "this measure; may be repeated (default: all of them, which takes an hour or more)",
            HelpName = "NAME",
        };
        only.Validators.Add(RefuseUnknown);
        return only;
    }

    /// <summary>--repeats N.</summary>
    internal static Option<int> Repeats() => new("--repeats")
    {
        Description = "timed turns of each side",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultRepeats,
        CustomParser = given =>
        {
            bool isFine = int.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= MostRepeats;
            if (!isFine) given.AddError($"--repeats must be a whole number from 1 to {MostRepeats}.");
            return number;
        },
    };

    /// <summary>--json FILE.</summary>
    internal static Option<string?> Json()
    {
        Option<string?> json = new("--json") { Description = "also write everything, samples among it, to this file", HelpName = "FILE" };
        json.Validators.Add(RefuseFolder);
        return json;
    }

    /// <summary>--quick.</summary>
    internal static Option<bool> Quick() => new("--quick")
    {
        Description = "tiny sizes, to see that everything works; nothing is held against its target",
    };

    /// <summary>--python FILE.</summary>
    internal static Option<string> Python() => new("--python")
    {
        Description = "the interpreter that has PyTorch",
        HelpName = "FILE",
        DefaultValueFactory = _ => Peer.DefaultPython,
    };

    /// <summary>--hooks full|tensor.</summary>
    internal static Option<string> Hooks()
    {
        Option<string> hooks = new("--hooks")
        {
            Description = "how PyTorch catches error terms: full (backward hooks on modules) or tensor (hooks on tensors)",
            HelpName = "full|tensor",
            DefaultValueFactory = _ => Peer.Hooks[0],
        };
        hooks.AcceptOnlyFromAmong(Peer.Hooks);
        return hooks;
    }

    /// <summary>--chromium FILE.</summary>
    internal static Option<string> Chromium() => new("--chromium")
    {
        Description = "the browser that opens reports",
        HelpName = "FILE",
        DefaultValueFactory = _ => Browser.DefaultChromium,
    };

    static void RefuseUnknown(OptionResult names)
    {
        string[] known = [.. AllMeasures.All.Select(measure => measure.Name)];
        foreach (string name in names.Tokens.Select(token => token.Value).Except(known))
        {
            names.AddError($"'{Words.Shortened(name, 60)}' is not a measure. {Words.DidYouMean(name, known)}");
        }
    }

    static void RefuseFolder(OptionResult given)
    {
        // Beside the error that a missing name is by itself.
        if (given.Tokens is not [{ Value: var name }]) return;

        string? folder = name.Length == 0 ? null : Path.GetDirectoryName(Path.GetFullPath(name));
        if (folder is null || Directory.Exists(name)) given.AddError($"--json: '{name}' is not a file's name.");
        else if (!Directory.Exists(folder)) given.AddError($"--json: the folder of {name} does not exist.");
    }
}
