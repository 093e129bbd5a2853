using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TorchGradients.Configuration;

/// <summary>What is known of a setting: the one source of the checks, the binder and the schema.</summary>
public sealed record Setting
{
    /// <summary>The key in JSON.</summary>
    public required string Key { get; init; }

    /// <summary>The form of the value.</summary>
    public required SettingKind Kind { get; init; }

    /// <summary>The property's type, without null.</summary>
    public required Type Type { get; init; }

    /// <summary>Whether null is a value.</summary>
    public bool AllowsNull { get; init; }

    /// <summary>What it means; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The family whose names it takes; null for other settings.</summary>
    public string? Family { get; init; }

    /// <summary>The value where none is set; null also where a value must be set.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The least and the greatest value.</summary>
    public RangeAttribute? Range { get; init; }

    /// <summary>The texts that it may be; null: any.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The whole numbers that a text of choices may also be; null: none.</summary>
    public RangeAttribute? OrInteger { get; init; }

    /// <summary>What the whole text must match.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>The pattern in words.</summary>
    public string PatternInWords { get; init; } = "";

    /// <summary>Whether the text is a path.</summary>
    public bool IsPath { get; init; }

    /// <summary>Whether no item may come twice.</summary>
    public bool ItemsAreUnique { get; init; }

    /// <summary>Fewest items of a list.</summary>
    public int FewestItems { get; init; }

    /// <summary>A list's items.</summary>
    public Setting? Item { get; init; }

    /// <summary>A component's name where none is set; null where one must be set.</summary>
    public string? DefaultName => Kind == SettingKind.Component ? (string?)Default?["name"] : null;

    /// <summary>The key of the item that a lone text stands for; null where a text stands for itself.</summary>
    internal string? ShortFormKey => Kind == SettingKind.Component || Type == typeof(ProbeConfig) ? "name" : null;
}
