using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Benchmarks.Measures;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;
using TorchGradients.Configuration;

namespace TorchGradients.Benchmarks.Commands;

/// <summary><c>measure</c>: takes the measures one after the other, and prints each as soon as it is known.</summary>
static class MeasureCommand
{
    const int MostRepeats = 1000;

    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    internal static Command Create()
    {
        Option<string[]> only = new("--only")
        {
            Description = "this measure; may be repeated (default: all of them, which takes an hour or more)",
            HelpName = "NAME",
        };
        only.Validators.Add(names =>
        {
            string[] known = [.. AllMeasures.All.Select(measure => measure.Name)];
            foreach (string name in names.Tokens.Select(token => token.Value).Except(known))
            {
                names.AddError($"'{Words.Shortened(name, 60)}' is not a measure. {Words.DidYouMean(name, known)}");
            }
        });
        Option<int> repeats = new("--repeats") { Description = "timed turns of each side", HelpName = "N", DefaultValueFactory = _ => 5 };
        repeats.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > MostRepeats) given.AddError($"--repeats must be from 1 to {MostRepeats}.");
        });
        Option<string?> json = new("--json") { Description = "also write everything, samples among it, to this file", HelpName = "FILE" };
        json.Validators.Add(given =>
        {
            string file = Path.GetFullPath(given.GetValueOrDefault<string>());
            if (!Directory.Exists(Path.GetDirectoryName(file))) given.AddError($"--json: the folder of {file} does not exist.");
            if (Directory.Exists(file)) given.AddError($"--json: {file} is a folder.");
        });
        Option<bool> quick = new("--quick") { Description = "tiny sizes, to see that everything works; nothing is held against its target" };
        Option<string> python = new("--python")
        {
            Description = "the interpreter that has PyTorch", HelpName = "FILE", DefaultValueFactory = _ => Peer.DefaultPython,
        };
        Option<string> hooks = new("--hooks")
        {
            Description = "how PyTorch catches error terms: full (backward hooks on modules) or tensor (hooks on tensors)",
            HelpName = "full|tensor",
            DefaultValueFactory = _ => Peer.Hooks[0],
        };
        hooks.AcceptOnlyFromAmong(Peer.Hooks);

        var command = new Command("measure", "Takes the measures that have a target; a table on stdout. Exit code 1 where a target is missed.")
        {
            only, repeats, json, quick, python, hooks,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            string[] names = arguments.GetValue(only) ?? [];
            Measure[] chosen = [.. AllMeasures.All.Where(measure => names.Length == 0 || names.Contains(measure.Name))];
            using var scratch = new Scratch();
            var session = new Session(arguments.GetValue(repeats), arguments.GetValue(quick),
                new Peer(arguments.GetValue(python)!, arguments.GetValue(hooks)!), scratch, cancellation);
            return await Run(chosen, session, arguments.GetValue(json));
        });
        return command;
    }

    static async Task<int> Run(IReadOnlyList<Measure> chosen, Session session, string? json)
    {
        (string? versions, string? missing) = await session.Peer.Check(session.Cancellation);
        if (missing is not null && chosen.Any(measure => measure.NeedsPeer))
        {
            await Console.Error.WriteLineAsync(missing);
            return ExitCode.InvalidInput;
        }

        JsonObject machine = Machine.Of(versions);
        await Console.Error.WriteLineAsync(machine.ToJsonString());
        Console.WriteLine(ResultTable.Head);
        var results = new List<Result>();
        foreach (Measure measure in chosen)
        {
            await Console.Error.WriteLineAsync($"{measure.Name} ...");
            results.Add(new Result(measure, await measure.Take(session), IsJudged: !session.IsQuick));
            Console.WriteLine(ResultTable.Line(results[^1]));
            if (json is not null) await File.WriteAllTextAsync(json, ResultJson.Of(machine, results).ToJsonString(s_indented) + "\n");
        }

        return results.Any(result => result.Holds == false) ? ExitCode.Missed : ExitCode.Done;
    }
}
