using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Checks single values: truth values, numbers and texts.</summary>
internal static class ValueCheck
{
    /// <summary>What is wrong with the value; null where nothing is.</summary>
    public static Finding? Of(string path, JsonNode? value, Setting setting, Families families) => setting.Kind switch
    {
        SettingKind.Boolean => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? null
            : Wrong(path, value, setting, "true or false"),
        SettingKind.Integer => Integer(path, value, setting),
        SettingKind.Number => Number(path, value, setting),
        _ when setting.OrInteger is { } range => ChoiceOrInteger(path, value, setting, range),
        _ => Text(path, value, setting, families),
    };

    /// <summary>A value of another form.</summary>
    public static Finding Wrong(string path, JsonNode? value, Setting setting, string form) =>
        new(path, $"is {Words.Name(value)}, but must be {form}{(setting.AllowsNull ? ", or null" : "")}", Quotes(value, setting));

    static string Quotes(JsonNode? value, Setting setting) => value?.GetValueKind() switch
    {
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when setting.Kind == SettingKind.Text =>
            "Put it in quotation marks.",
        JsonValueKind.String when setting.Kind is SettingKind.Boolean or SettingKind.Integer or SettingKind.Number
            && JsonText.ParseOrText(value.GetValue<string>()) is { } meant && meant.GetValueKind() != JsonValueKind.String =>
            "Leave out the quotation marks.",
        _ => "",
    };

    static Finding? Integer(string path, JsonNode? value, Setting setting)
    {
        if (value?.GetValueKind() != JsonValueKind.Number) return Wrong(path, value, setting, "a whole number");

        string digits = value.ToJsonString();
        if (digits.AsSpan().IndexOfAny(".eE") >= 0) return Wrong(path, value, setting, "a whole number, written in digits only");

        bool isInt = setting.Type == typeof(int);
        bool fits = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && (!isInt || number is >= int.MinValue and <= int.MaxValue);
        if (fits) return OutOfRange(path, value, setting.Range, number);

        string bound = digits.StartsWith('-')
            ? $"at least {Bound(setting.Range?.Minimum ?? (isInt ? int.MinValue : long.MinValue))}"
            : $"at most {Bound(setting.Range?.Maximum ?? (isInt ? int.MaxValue : long.MaxValue))}";
        return new Finding(path, $"is {Words.Name(value)}, but must be {bound}", "");
    }

    static Finding? Number(string path, JsonNode? value, Setting setting)
    {
        if (value?.GetValueKind() != JsonValueKind.Number) return Wrong(path, value, setting, "a number");

        double number = double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number)
            ? OutOfRange(path, value, setting.Range, number)
            : new Finding(path, $"is {Words.Name(value)}, which is too large for a number in double precision", "");
    }

    static Finding? OutOfRange(string path, JsonNode value, RangeAttribute? range, double number)
    {
        if (range is null) return null;

        double least = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
        double greatest = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        if (number < least) return Limit(range.MinimumIsExclusive ? "above" : "at least", range.Minimum);
        if (number > greatest) return Limit(range.MaximumIsExclusive ? "below" : "at most", range.Maximum);
        if (number == least && range.MinimumIsExclusive) return Limit("above", range.Minimum);
        if (number == greatest && range.MaximumIsExclusive) return Limit("below", range.Maximum);
        return null;

        Finding Limit(string side, object bound) => new(path, $"is {Words.Name(value)}, but must be {side} {Bound(bound)}", "");
    }

    static Finding? ChoiceOrInteger(string path, JsonNode? value, Setting setting, RangeAttribute range)
    {
        Setting number = setting with { Kind = SettingKind.Integer, Type = typeof(int), Range = range };
        if (value?.GetValueKind() == JsonValueKind.Number) return Integer(path, value, number);

        string[] choices = [.. setting.Choices!];
        string text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
        if (choices.Contains(text)) return null;

        Finding wrong = Wrong(path, value, number, $"{string.Join(", ", choices)} or a whole number");
        return wrong.Fix.Length > 0 || text.Length == 0 ? wrong : wrong with { Fix = Words.DidYouMean(text, choices) };
    }

    static Finding? Text(string path, JsonNode? value, Setting setting, Families families)
    {
        if (value?.GetValueKind() != JsonValueKind.String) return Wrong(path, value, setting, "a text");

        string text = value.GetValue<string>();
        if (setting.Family is { } family)
        {
            IReadOnlyDictionary<string, ComponentDescription> known = families.Of(family);
            return known.ContainsKey(text) ? null : UnknownName(path, text, family, known);
        }

        if (setting.Choices is { } choices && !choices.Contains(text))
        {
            return new Finding(path, $"is {Words.Name(value)}, which is not a choice", Words.DidYouMean(text, [.. choices]));
        }

        if (setting.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            return new Finding(path, $"is {Words.Name(value)}, but must be {setting.PatternInWords}", "");
        }

        return setting.IsPath && (text.Length == 0 || text.Contains('\0'))
            ? new Finding(path, $"is {Words.Name(value)}, but must be a path", "")
            : null;
    }

    /// <summary>A name that its family does not have.</summary>
    public static Finding UnknownName(
        string path, string name, string family, IReadOnlyDictionary<string, ComponentDescription> known) =>
        new(path, $"'{Words.Shortened(name, 60)}' is not a known {family}", Words.DidYouMean(name, [.. known.Keys]));

    static string Bound(object bound) => Convert.ToString(bound, CultureInfo.InvariantCulture)!;
}
