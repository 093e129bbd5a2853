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

    static readonly IReadOnlyList<NamespaceUse> _reporting = AssemblyScan.Uses(Assembly.Load("TorchGradients.Reporting"));

    [Fact]
    public void The_library_is_read_in_full()
    {
        Assert.Contains(_library, use => (use.FromType, use.ToType) == ("Activation", "Tensor") || use.To == "TorchSharp");
        Assert.Contains(_library, use => use.From.StartsWith("TorchGradients.Models", StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_of_the_library_form_no_circle()
    {
        var edges = InsideOfLibrary().ToLookup(use => Folder(use.From), use => Folder(use.To));
        var circles = edges.SelectMany(from => from.Distinct().Where(to => Reaches(edges, to, from.Key))
            .Select(to => (From: from.Key, To: to)));

        AssertNone(circles.SelectMany(edge => InsideOfLibrary().Where(use => (Folder(use.From), Folder(use.To)) == edge)));
    }

    [Theory]
    [InlineData("Configuration")]
    [InlineData("Records")]
    public void Some_folders_know_nobody(string folder) =>
        AssertNone(InsideOfLibrary().Where(use => Folder(use.From) == folder));

    [Fact]
    public void Models_know_neither_probes_nor_training() =>
        AssertNone(InsideOfLibrary().Where(use => Folder(use.From) == "Models" && Folder(use.To) is "Probes" or "Training"));

    [Fact]
    public void The_hand_rolled_engine_uses_torch_only_where_it_takes_the_loop_s_batches()
    {
        var uses = _library.Where(use => Folder(use.From) == "HandRolled").ToList();
        var engines = uses.Where(use => use.ToType == "IEngine").Select(use => use.FromType).ToHashSet();

        AssertNone(uses.Where(use => IsTorch(use.To) && !engines.Contains(use.FromType)));
    }

    [Fact]
    public void Reporting_sees_no_TorchSharp_type() => AssertNone(_reporting.Where(use => IsTorch(use.To)));

    /// <summary>Fails with the list of every use that should not be.</summary>
    static void AssertNone(IEnumerable<NamespaceUse> uses) => Assert.Equal("", string.Join('\n', uses));

    static IEnumerable<NamespaceUse> InsideOfLibrary() =>
        _library.Where(use => use.To.StartsWith("TorchGradients.", StringComparison.Ordinal) && Folder(use.From) != Folder(use.To));

    static bool Reaches(ILookup<string, string> edges, string start, string goal)
    {
        var seen = new HashSet<string> { start };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var folder))
        {
            if (folder == goal) return true;

            foreach (var next in edges[folder].Where(seen.Add))
            {
                open.Push(next);
            }
        }

        return false;
    }

    static string Folder(string space) => NamespaceUse.FolderOf(space);

    static bool IsTorch(string space) => space.Split('.')[0] == "TorchSharp";
}
