using System.ComponentModel;
using TorchGradients.Cli.Terminal;
using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class ComponentTableTests
{
    static readonly Registry<object> _optimizers = new Registry<object>("optimizer")
        .Add("sgd", "w - rate g", "Robbins and Monro, 1951", () => new object())
        .Add<ExampleOptions>("adam", "w - rate m / (sqrt(v) + epsilon)", "Kingma and Ba, 2015", _ => new object());

    [Fact]
    public void Shows_formula_options_with_defaults_and_source()
    {
        var console = Screen.Of80Columns();

        ComponentTable.Render(console, [_optimizers]);

        Assert.Equal(
            """
                                               optimizer

              name   formula                  options (defaults)     source
            ────────────────────────────────────────────────────────────────────────────────
              sgd    w - rate g                                      Robbins and Monro,
                                                                     1951
              adam   w - rate m / (sqrt(v)    learningRate (0.001)   Kingma and Ba, 2015
                     + epsilon)               amsgrad (false)

            """,
            Screen.Text(console));
    }

    [Fact]
    public void Has_a_form_for_machines() => Assert.Equal(
        """
        {"optimizer":[{"name":"sgd","formula":"w - rate g","source":"Robbins and Monro, 1951","options":[]},{"name":"adam","formula":"w - rate m / (sqrt(v) \u002B epsilon)","source":"Kingma and Ba, 2015","options":[{"name":"learningRate","default":0.001,"description":"The step size."},{"name":"amsgrad","default":false,"description":null}]}]}
        """,
        ComponentTable.Json([_optimizers]).ToJsonString());

    internal sealed record ExampleOptions
    {
        [Description("The step size.")]
        public double LearningRate { get; init; } = 0.001;

        public bool Amsgrad { get; init; }
    }
}
