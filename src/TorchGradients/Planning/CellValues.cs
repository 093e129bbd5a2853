using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchGradients.Planning;

/// <summary>
/// A cell: axis name to value's name. A grid's cells share the names, so that a hundred thousand of them are small.
/// </summary>
internal sealed class CellValues(AxisNames names, string[] values) : IReadOnlyDictionary<string, string>
{
    /// <summary>A cell in words, for example <c>depth 3, remedy relu</c>.</summary>
    public static string Named(IReadOnlyDictionary<string, string> cell) =>
        string.Join(", ", cell.Select(value => $"{value.Key} {value.Value}"));

    /// <inheritdoc/>
    public string this[string key] => TryGetValue(key, out string? value) ? value : throw new KeyNotFoundException(key);

    /// <inheritdoc/>
    public IEnumerable<string> Keys => names.All;

    /// <inheritdoc/>
    public IEnumerable<string> Values => values;

    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => names.Of(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        int position = names.Of(key);
        value = position < 0 ? null : values[position];
        return position >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (int i = 0; i < values.Length; i++) yield return KeyValuePair.Create(names.All[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
