using Spectre.Console.Testing;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using TorchGradients.Reporting.Analysis;
using TorchGradients.Tests.Reporting.Analysis;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class TerminalTests
{
    [Fact]
    public void Dump()
    {
        var c = new TestConsole().Width(80);
        c.Profile.Capabilities.Unicode = true;
        LayerTable.Render(c, Some.Profile(5, 0.0024, 0.22, 1.25e-16));
        var a = new TestConsole().Width(80);
        a.Profile.Capabilities.Unicode = false;
        LayerTable.Render(a, Some.Profile(3, 0.24, 0.22, 1e-3));
        DiagnosisText.Render(a, Diagnosis.Of(Some.Profile(3, 0.24, 0.22, 1e-3)));
        FilesText.Render(a, "/tmp/x", ["/tmp/x/figures/a.png", "summary.csv"]);
        var r = new Registry<object>("optimizer").Add("sgd", "w - rate g", "Robbins and Monro, 1951", () => new object())
            .Add<ExampleOptions>("adam", "w - rate m / (sqrt(v) + epsilon)", "Kingma and Ba, 2015", _ => new object());
        ComponentTable.Render(a, [r]);
        File.WriteAllText("/tmp/figs/dump.txt", c.Output + a.Output + ComponentTable.Json([r]).ToJsonString());
    }

    internal sealed record ExampleOptions
    {
        [System.ComponentModel.Description("The step size.")]
        public double LearningRate { get; init; } = 0.001;

        public bool Amsgrad { get; init; }
    }
}
