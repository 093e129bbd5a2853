using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;

namespace TorchGradients.Cli.Commands;

/// <summary>The options of <c>run</c> that are about Slurm; each of them needs <c>--on slurm</c>.</summary>
internal sealed class SlurmOptions
{
    const int MostTasks = 10_000_000;
    const int MostCpus = 4096;

    readonly Option<string?> _on = ConfigArguments.Choice("--on", "slurm: submit the work as jobs of that scheduler", "slurm");
    readonly Option<bool> _wait = new("--wait") { Description = "with --on slurm: stay until the jobs are over, and show how far they are" };
    readonly (Option Option, string Setting, Func<ParseResult, JsonNode?> Value)[] _settings;

    /// <summary>The options.</summary>
    public SlurmOptions()
    {
        Option<int?> cpus = ConfigArguments.Count("--cpus", "processors of a task, each with a worker; default: 1", MostCpus);
        Option<int?> tasks = ConfigArguments.Count("--tasks", "the number of tasks; default: as many as take ten minutes each, by an estimate", MostTasks);
        Option<string[]> further = new("--sbatch-option")
        {
            Description = "an option for sbatch, for example --sbatch-option=--exclusive; any number of times",
            HelpName = "OPTION",
        };
        Option<bool> selfContained = new("--self-contained") { Description = "tasks bring .NET with them, for nodes without it" };
        Option<bool> pack = new("--pack") { Description = "keep the files of a task's runs in one file, not in a folder per run" };
        _settings =
        [
            Text("--partition", "partition", "the partition"), Text("--account", "account", "whom the time is charged to"),
            Text("--time", "time", "the longest time of a task, for example 2:00:00"), Text("--memory", "memory", "memory of a task, for example 4G"),
            Text("--gres", "gres", "other resources of a task, for example gpu:1"),
            (cpus, "cpus", arguments => arguments.GetValue(cpus)), (tasks, "tasks", arguments => arguments.GetValue(tasks)),
            (further, "sbatchOptions", arguments => new JsonArray([.. (arguments.GetValue(further) ?? []).Select(option => (JsonNode)option)])),
            (selfContained, "selfContained", arguments => arguments.GetValue(selfContained)), (pack, "pack", arguments => arguments.GetValue(pack)),
        ];
    }

    /// <summary>Gives the command its options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ofThisMachine">Options that mean nothing for jobs, and what there is instead.</param>
    public void AddTo(Command command, params (Option Option, string Instead)[] ofThisMachine)
    {
        foreach (Option option in (Option[])[_on, .. _settings.Select(setting => setting.Option), _wait]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            // Not its value: it may have none, or two, and to ask for that throws.
            bool isOn = IsGiven(result, _on);
            (Option, string)[] useless = isOn ? ofThisMachine : [.. _settings.Select(setting => (setting.Option, "")), (_wait, "")];
            foreach ((Option option, string instead) in useless.Where(pair => HasItsValue(result, pair.Item1)))
            {
                result.AddError($"{option.Name} has no effect {(isOn ? "with" : "without")} --on slurm.{instead}");
            }
        });
    }

    /// <summary>Whether the work goes to Slurm.</summary>
    public bool AreOn(ParseResult arguments) => arguments.GetValue(_on) is not null;

    /// <summary>Whether to stay.</summary>
    public bool IsWaitedFor(ParseResult arguments) => arguments.GetValue(_wait);

    /// <summary>The settings that the command line sets.</summary>
    public JsonObject Given(ParseResult arguments) => new(_settings.Where(setting => IsGiven(arguments.CommandResult, setting.Option))
        .Select(setting => KeyValuePair.Create(setting.Setting, setting.Value(arguments))));

    static (Option, string, Func<ParseResult, JsonNode?>) Text(string name, string setting, string description)
    {
        Option<string?> option = new(name) { Description = description, HelpName = name.TrimStart('-').ToUpperInvariant() };
        return (option, setting, arguments => arguments.GetValue(option));
    }

    // Of one without its value that is what is said.
    static bool HasItsValue(CommandResult result, Option option) =>
        IsGiven(result, option) && result.GetResult(option)!.Tokens.Count >= option.Arity.MinimumNumberOfValues;

    static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
