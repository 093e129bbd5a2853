using System.CommandLine;
using TorchGradients.Benchmarks.Commands;
using TorchGradients.Benchmarks.Processes;

var root = new RootCommand("Measures what training and probing cost, against targets and against PyTorch for Python.")
{
    MeasureCommand.Create(), ListCommand.Create(), StepsCommand.Create(),
};

ParseResult command = root.Parse(args);
if (command.Errors.Count > 0)
{
    foreach (var mistake in command.Errors) await Console.Error.WriteLineAsync(mistake.Message);
    await Console.Error.WriteLineAsync("See --help.");
    return ExitCode.InvalidInput;
}

try
{
    return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BenchmarkException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return ExitCode.Missed;
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
