using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>The cells of a grid: axes apply in the order they are written, over the config.</summary>
public static class Grid
{
    /// <summary>Every cell: the product of the axes, the last one running fastest; one cell without axes.</summary>
    public static IEnumerable<Cell> Cells(JsonObject tree, IReadOnlyList<(string Name, IReadOnlyList<AxisValue> Values)> axes)
    {
        IEnumerable<Cell> cells = [new Cell(new Dictionary<string, string>(), tree)];
        foreach ((string name, IReadOnlyList<AxisValue> values) in axes)
        {
            cells = cells.SelectMany(cell => values.Select(value => new Cell(
                new Dictionary<string, string>(cell.Values) { [name] = value.Name },
                JsonMerge.Merge(cell.Tree, value.Layer))));
        }

        return cells;
    }

    /// <summary>A config that holds nothing but a value at a path, to be merged over another.</summary>
    public static JsonObject LayerAt(string path, JsonNode? value)
    {
        JsonNode? layer = value?.DeepClone();
        foreach (string key in path.Split(':').Reverse()) layer = new JsonObject { [key] = layer };
        return (JsonObject)layer!;
    }
}
