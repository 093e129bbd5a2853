using System.Reflection;
using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.House;

/// <summary>
/// Dependencies point one way: Cli to Reporting to Records, from Probes to Records, from Training to Probes, from
/// Training to Models and Data, from these to Configuration. What the compiler wrote is what counts, not the usings.
/// </summary>
public sealed class DependencyDirectionTests
{
    static readonly IReadOnlyList<NamespaceUse> _library = AssemblyScan.Uses(typeof(ComponentConfig).Assembly);

    static readonly IReadOnlyList<NamespaceUse> _inside =
        [.. _library.Where(use => use.To.StartsWith("TorchGradients.", StringComparison.Ordinal) && use.FromFolder != use.ToFolder)];

    [Fact]
    public void Folders_of_the_library_form_no_circle() => AssertNone(FolderCircles.In(_inside));

    [Theory]
    [InlineData("Configuration")]
    [InlineData("Records")]
    public void Some_folders_know_nobody(string folder) => AssertNone(_inside.Where(use => use.FromFolder == folder));

    [Fact]
    public void Models_know_neither_probes_nor_training() =>
        AssertNone(_inside.Where(use => use is { FromFolder: "Models", ToFolder: "Probes" or "Training" }));

    [Fact]
    public void The_hand_rolled_engine_uses_torch_only_where_it_takes_the_loops_batches()
    {
        var uses = _library.Where(use => use.FromFolder == "HandRolled").ToList();
        var engines = uses.Where(use => use.ToType == "IEngine").Select(use => use.FromType).ToHashSet();

        AssertNone(uses.Where(use => use.IsOfTorch && !engines.Contains(use.FromType)));
    }

    [Fact]
    public void Reporting_sees_no_TorchSharp_type() =>
        AssertNone(AssemblyScan.Uses(Assembly.Load("TorchGradients.Reporting")).Where(use => use.IsOfTorch));

    /// <summary>Fails with the list of every use that should not be.</summary>
    static void AssertNone(IEnumerable<NamespaceUse> uses) => Assert.Equal("", string.Join('\n', uses));
}
