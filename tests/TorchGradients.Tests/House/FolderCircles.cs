namespace TorchGradients.Tests.House;

/// <summary>Folders that, by way of others or directly, use each other.</summary>
internal static class FolderCircles
{
    /// <summary>The uses that lie on a circle: what they use leads back to where they are.</summary>
    public static IEnumerable<NamespaceUse> In(IReadOnlyCollection<NamespaceUse> uses)
    {
        var edges = uses.Where(use => use.FromFolder != use.ToFolder).ToLookup(use => use.FromFolder, use => use.ToFolder);
        return uses.Where(use => use.FromFolder != use.ToFolder && Reaches(edges, use.ToFolder, use.FromFolder));
    }

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
}
