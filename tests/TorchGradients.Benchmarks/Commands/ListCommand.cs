using System.CommandLine;
using TorchGradients.Benchmarks.Measures;

namespace TorchGradients.Benchmarks.Commands;

/// <summary><c>list</c>: the measures, and what each should come to.</summary>
static class ListCommand
{
    internal static Command Create()
    {
        var command = new Command("list", "Prints what can be measured, and the targets.");
        command.SetAction(_ =>
        {
            Console.WriteLine("| name | measure | target |\n|---|---|---|");
            foreach (Measure measure in AllMeasures.All) Console.WriteLine($"| {measure.Name} | {measure.What} | {measure.Target} |");
        });
        return command;
    }
}
