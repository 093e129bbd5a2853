using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Phrases of problems.</summary>
internal static class Words
{
    const int LongestValue = 60;
    const int FewestOfPart = 4;

    /// <summary>A value as one names it in a sentence.</summary>
    public static string Name(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "an object",
        JsonArray => "a list",
        _ when value.GetValueKind() == JsonValueKind.String => $"'{Shortened(value.GetValue<string>(), LongestValue)}'",
        _ => Shortened(value.ToJsonString(), LongestValue),
    };

    /// <summary>The noun with its article.</summary>
    public static string A(string noun) => $"{("aeio".Contains(noun[0]) ? "an" : "a")} {noun}";

    /// <summary>The text, without its middle where it is too long; control characters as escapes.</summary>
    public static string Shortened(string text, int longest)
    {
        string shown = text.Length <= longest
            ? text
            : FormattableString.Invariant($"{text[..(longest / 2)]}...{text[^(longest / 4)..]} ({text.Length} characters)");
        return string.Concat(shown.Select(c =>
            char.IsControl(c) ? FormattableString.Invariant($"\\u{(int)c:x4}") : c.ToString()));
    }

    /// <summary>What was meant, and what there is.</summary>
    public static string DidYouMean(string found, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0) return "There are no settings there.";

        string all = $"Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
        return Nearest(found, known) is { } meant ? $"Did you mean '{meant}'?  {all}" : all;
    }

    static string? Nearest(string found, IReadOnlyCollection<string> known)
    {
        // A number that is not there is no slip of another one.
        if (found.Length > LongestValue || double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) return null;

        string sought = found.ToLowerInvariant();
        (string name, int distance) = known.Select(name => (Name: name, Distance: Distance(sought, name.ToLowerInvariant())))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Name, StringComparer.Ordinal).First();
        if (distance <= Math.Max(1, Math.Max(found.Length, name.Length) / 3)) return name;

        return found.Length < FewestOfPart ? null : known.Where(name => name.Contains(found, StringComparison.OrdinalIgnoreCase))
            .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>The fewest insertions, deletions, replacements and swaps of neighbours.</summary>
    /// <remarks>Optimal string alignment, after Damerau, 1964: most slips of the fingers are one of the four.</remarks>
    static int Distance(string a, string b)
    {
        int[] beforePrevious = [];
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(previous[j], row[j - 1]));
                bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isSwap) row[j] = Math.Min(row[j], 1 + beforePrevious[j - 2]);
            }

            (beforePrevious, previous) = (previous, row);
        }

        return previous[^1];
    }
}
