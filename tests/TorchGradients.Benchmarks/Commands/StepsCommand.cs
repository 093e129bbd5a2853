using System.CommandLine;
using BenchmarkDotNet.Running;
using TorchGradients.Benchmarks.Steps;

namespace TorchGradients.Benchmarks.Commands;

/// <summary><c>steps</c>: BenchmarkDotNet with its own arguments.</summary>
static class StepsCommand
{
    internal static Command Create()
    {
        var command = new Command("steps", "Times single steps by BenchmarkDotNet, with its arguments, for example --filter '*Probe*'.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(arguments =>
        {
            string[] given = [.. arguments.UnmatchedTokens];
            BenchmarkSwitcher.FromTypes([typeof(ProbeBenchmarks), typeof(EngineBenchmarks)])
                .Run(given.Length == 0 ? ["--filter", "*"] : given, new InThisProcess());
        });
        return command;
    }
}
