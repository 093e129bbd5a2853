using System.ComponentModel;
using System.Globalization;
using System.Text;
using Xunit;

namespace TorchGradients.Tests.House;

public sealed class AssemblyScanTests
{
    static readonly IReadOnlyList<NamespaceUse> _uses = AssemblyScan.Uses(typeof(AssemblyScanTests).Assembly);

    [Theory]
    [InlineData("System.Text", nameof(StringBuilder))]
    [InlineData("System.Globalization", nameof(CultureInfo))]
    [InlineData("System.Collections.Generic", "Stack`1")]
    [InlineData("System.Net", "IPAddress")]
    [InlineData("System.ComponentModel", nameof(DescriptionAttribute))]
    public void A_use_is_found_wherever_it_hides(string space, string type) =>
        Assert.Contains(new NamespaceUse("TorchGradients.Tests.House", nameof(AssemblyScanTests), space, type), _uses);

    [Fact]
    public void A_use_within_one_namespace_is_none() =>
        Assert.DoesNotContain(_uses, use => use.ToType == nameof(NamespaceUse));

    [Description("in an attribute")]
    static async Task<int> InAnAsyncMethod()
    {
        await Task.Yield();
        return new StringBuilder().Length;
    }

    static Func<string> InALambda() => () => CultureInfo.InvariantCulture.Name;

    static Stack<System.Net.IPAddress[]>? AsGenericArguments() => null;

    [Fact]
    public async Task What_is_scanned_runs() =>
        Assert.Equal((0, "", null), (await InAnAsyncMethod(), InALambda()(), AsGenericArguments()));
}
