using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Benchmarks.Measures;
using TorchGradients.Benchmarks.Processes;
using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Commands;

/// <summary><c>measure</c>: takes the measures one after the other, and prints each as soon as it is known.</summary>
static class MeasureCommand
{
    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    internal static Command Create()
    {
        Option<string[]> only = MeasureArguments.Only();
        Option<int> repeats = MeasureArguments.Repeats();
        Option<string?> json = MeasureArguments.Json();
        Option<bool> quick = MeasureArguments.Quick();
        Option<string> python = MeasureArguments.Python();
        Option<string> hooks = MeasureArguments.Hooks();
        Option<string> chromium = MeasureArguments.Chromium();
        var command = new Command("measure", "Takes the measures that have a target; a table on stdout. Exit code 1 where a target is missed.")
        {
            only, repeats, json, quick, python, hooks, chromium,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            string[] names = arguments.GetValue(only) ?? [];
            Measure[] chosen = [.. AllMeasures.All.Where(measure => names.Length == 0 || names.Contains(measure.Name))];
            using var scratch = new Scratch();
            var session = new Session(arguments.GetValue(repeats), arguments.GetValue(quick),
                new Peer(arguments.GetValue(python)!, arguments.GetValue(hooks)!),
                new Browser(arguments.GetValue(chromium)!), scratch, cancellation);
            return await Run(chosen, session, arguments.GetValue(json));
        });
        return command;
    }

    static async Task<int> Run(IReadOnlyList<Measure> chosen, Session session, string? json)
    {
        (string? versions, string? missing) = await session.Peer.Check(session.Cancellation);
        string?[] absent =
        [
            chosen.Any(measure => measure.NeedsPeer) ? missing : null,
            chosen.Any(measure => measure.NeedsBrowser) ? session.Browser.Missing : null,
        ];
        foreach (string? words in absent.Where(words => words is not null)) await Console.Error.WriteLineAsync(words);
        if (absent.Any(words => words is not null)) return ExitCode.InvalidInput;

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
