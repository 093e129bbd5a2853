using System.Text.RegularExpressions;

namespace TorchGradients.Reporting.Query;

/// <summary>A struct, list or map, as JSON; numbers that are not finite are strings in it, as in the files of a
/// run.</summary>
public sealed partial record NestedValue
{
    internal NestedValue(string text) =>
        Json = StringOrNotFinite().Replace(text, match => match.Value[0] == '"' ? match.Value : $"\"{match.Value}\"");

    /// <summary>The JSON.</summary>
    public string Json { get; }

    // Strings are matched to be passed over.
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)
        """)]
    private static partial Regex StringOrNotFinite();
}
