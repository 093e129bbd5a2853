using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>Whether a claim's condition has the parts that its form needs, and no others.</summary>
internal static class ClaimForm
{
    static readonly string[] s_always = ["quantity", "layer", "step", "statistic", "is", "of"];

    static readonly Dictionary<string, string[]> s_parts = new()
    {
        ["greater"] = ["to", "than"],
        ["less"] = ["to", "than"],
        ["within"] = ["to", "low", "high"],
        ["ascending"] = ["order"],
        ["slope"] = ["along", "scale", "low", "high"],
    };

    /// <summary>Adds a problem for each part that is missing or has no effect; true without any.</summary>
    public static bool IsSound(string place, ClaimCondition condition, JsonObject written, AxisLookup lookup)
    {
        bool isSound = true;
        if (condition.Quantity.Length == 0) Report("quantity", "is missing", "Name a column of comparison.csv or a recorded quantity.");
        if (!s_parts.TryGetValue(condition.Is, out string[]? parts))
        {
            if (!written.ContainsKey("is")) Report("is", "is missing", $"Write one of {string.Join(", ", s_parts.Keys)}.");
            return false;
        }

        foreach (string key in written.Select(pair => pair.Key).Where(key => !s_always.Contains(key) && !parts.Contains(key)))
        {
            Report(key, $"has no effect where the condition is '{condition.Is}'", "Leave it out.");
        }

        switch (condition.Is)
        {
            case "greater" or "less" when condition.To is null == condition.Than is null:
                Report("is", $"is '{condition.Is}', which needs either 'to' (a cell) or 'than' (a number)", "Write one of the two.");
                break;
            case "within" or "slope" when condition.Low is null && condition.High is null:
                Report("is", $"is '{condition.Is}', which needs 'low', 'high' or both", "Write the bounds.");
                break;
            case "ascending" when condition.Order is not { Count: >= 2 }:
                Report("order", "names fewer than two cells", "Name the cells from the least to the greatest.");
                break;
        }

        if (condition.Is == "slope" && condition.Along is null) Report("along", "is missing", "Name the axis along which the slope is taken.");
        if (condition.Low > condition.High) Report("low", FormattableString.Invariant($"is {condition.Low}, more than high, {condition.High}"), "Swap them.");
        return isSound;

        void Report(string key, string finding, string fix)
        {
            lookup.Report($"{place}:{key}", finding, fix);
            isSound = false;
        }
    }
}
