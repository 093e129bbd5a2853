using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>
/// Axes of which one overwrites what another sets, so that a cell would not be what its values say.
/// </summary>
/// <remarks>
/// A later axis may refine an earlier one: a learning rate for each of several optimizers that set none. It may also
/// set anew some of what a fragment sets, since its own value is in the cell's name; but not all of it, and what a value
/// of an earlier path says itself may not be lost, nor what one fragment sets to another.
/// </remarks>
/// <param name="document">The experiment.</param>
/// <param name="grid">Its grid.</param>
/// <param name="places">The places of the grid that are cells.</param>
internal sealed class AxisOverlaps(ConfigDocument document, Grid grid, IReadOnlyList<int[]> places)
{
    /// <summary>For each two axes of which one overwrites the other, the first cell in which it does.</summary>
    public IEnumerable<ConfigProblem> Problems()
    {
        for (int above = 1; above < grid.Axes.Count; above++)
        {
            for (int below = 0; below < above; below++)
            {
                if (First(below, above) is { } loss) yield return Problem(below, above, loss);
            }
        }
    }

    ConfigProblem Problem(int below, int above, Loss loss)
    {
        string now = loss.Found is null ? "the default" : Words.Name(loss.Found);
        return new ConfigProblem(document.File, PlaceOf(above, loss.Above),
            $"overrides {loss.Path} of {PlaceOf(below, loss.Below)}: "
            + $"where {Named(below, loss.Below)} and {Named(above, loss.Above)}, it is {now}, not {Words.Name(loss.Value)}",
            First(above, below) is null
                ? FormattableString.Invariant($"Write axes:{above} before axes:{below}, ")
                    + "or leave such cells out (exclude)."
                : "Let only one axis set it, or leave such cells out (exclude).");
    }

    string PlaceOf(int axis, int value) => grid.Axes[axis].HasFragments
        ? FormattableString.Invariant($"axes:{axis}:fragments:{value}")
        : FormattableString.Invariant($"axes:{axis}:path");

    string Named(int axis, int value) => $"{grid.Axes[axis].Axis.Name} is {grid.Axes[axis].Axis.Values[value]}";

    /// <summary>What is lost first where one axis is laid over another; null: nothing is.</summary>
    Loss? First(int below, int above)
    {
        (GridAxis lower, GridAxis upper) = (grid.Axes[below], grid.Axes[above]);
        if (!MayMeet(lower, upper)) return null;

        var tried = new HashSet<(int, int)>();
        var merged = new Dictionary<int, JsonObject>();
        foreach (int[] place in places)
        {
            if (tried.Count == lower.Values.Count * upper.Values.Count) break;

            (int Below, int Above) values = (grid.ValueAt(place, below), grid.ValueAt(place, above));
            if (!tried.Add(values)) continue;

            JsonObject layer = lower.Values[values.Below].Layer;
            if (!merged.TryGetValue(values.Below, out JsonObject? with))
            {
                merged[values.Below] = with = JsonMerge.Merge(document.Tree, layer);
            }

            JsonObject both = JsonMerge.Merge(with, upper.Values[values.Above].Layer);
            (string Path, JsonNode? Value)[] set = [.. Leaves("", layer, Settings.Root)];
            (string Path, JsonNode? Value)[] lost =
                [.. set.Where(leaf => !JsonNode.DeepEquals(At(both, leaf.Path), leaf.Value))];
            bool isRefined = lower.HasFragments && !upper.HasFragments && lost.Length < set.Length;
            if (lost.Length > 0 && !isRefined)
            {
                return new Loss(values.Below, values.Above, lost[0].Path, lost[0].Value, At(both, lost[0].Path));
            }
        }

        return null;
    }

    /// <summary>Whether the axes set the same, or one of them a part of what the other sets or replaces.</summary>
    static bool MayMeet(GridAxis lower, GridAxis upper)
    {
        string[] above = PathsOf(upper);
        return PathsOf(lower).Any(path => above.Any(other =>
            $"{path}:".StartsWith($"{other}:", StringComparison.Ordinal)
            || other.StartsWith($"{path}:", StringComparison.Ordinal)
            || (other.EndsWith(":name", StringComparison.Ordinal)
                && path.StartsWith(other[..^4], StringComparison.Ordinal))));
    }

    static string[] PathsOf(GridAxis axis) => [.. axis.Values
        .SelectMany(value => Leaves("", value.Layer, Settings.Root)).Select(leaf => leaf.Path).Distinct()];

    /// <summary>Everything that a layer sets; a component's text stands for its name.</summary>
    static IEnumerable<(string Path, JsonNode? Value)> Leaves(
        string around, JsonObject section, IReadOnlyList<Setting> settings)
    {
        foreach ((string key, JsonNode? value) in section)
        {
            Setting? setting = Settings.Find(settings, key);
            string path = $"{around}{key}";
            if (value is JsonObject inner)
            {
                IReadOnlyList<Setting> within = setting?.Kind == SettingKind.Section ? Settings.Of(setting.Type) : [];
                foreach (var leaf in Leaves($"{path}:", inner, within)) yield return leaf;
            }
            else
            {
                yield return (setting?.Kind == SettingKind.Component ? $"{path}:name" : path, value);
            }
        }
    }

    static JsonNode? At(JsonObject tree, string path)
    {
        JsonNode? node = tree;
        foreach (string key in path.Split(':'))
        {
            if (node is JsonValue && key == "name") return node;
            node = (node as JsonObject)?[key];
        }

        return node;
    }

    /// <summary>What a value loses to another.</summary>
    sealed record Loss(int Below, int Above, string Path, JsonNode? Value, JsonNode? Found);
}
