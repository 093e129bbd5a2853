using System.CommandLine;
using TorchGradients.Cli;
using TorchGradients.Cli.Commands;

var root = new RootCommand("Measures where the gradient vanishes in a network, and which remedy brings it back.")
{
    RunCommand.Create(), CheckCommand.Create(), PlanCommand.Create(), ReportCommand.Create(), ListCommand.Create(),
    VerifyCommand.Create(), TheoryCommand.Create(), QueryCommand.Create(), ExportCommand.Create(), SchemaCommand.Create(), StatusCommand.Create(), CancelCommand.Create(),
    WorkerCommand.Create(), SlurmTaskCommand.Create(), SlurmTaskCommand.CreateReport(),
};

return await Invocation.Run(root, args, FailureLog.DefaultFolder);
