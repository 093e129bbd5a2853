using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TorchGradients.Configuration;

/// <summary>The settings of a record, read from its properties and their attributes.</summary>
public static class Settings
{
    static readonly ConcurrentDictionary<Type, IReadOnlyList<Setting>> s_known = [];

    /// <summary>The settings of a whole config.</summary>
    public static IReadOnlyList<Setting> Root => Of(typeof(ExperimentConfig));

    /// <summary>The settings of a record, those of its base first, each in the order of the source.</summary>
    public static IReadOnlyList<Setting> Of(Type type) => s_known.GetOrAdd(type, Read);

    /// <summary>The setting of that key; null where there is none.</summary>
    public static Setting? Find(IReadOnlyList<Setting> settings, string key) =>
        settings.FirstOrDefault(setting => setting.Key == key);

    internal static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .OrderBy(property => Depth(property.DeclaringType!))
            .ThenBy(property => property.MetadataToken);

    internal static string KeyOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);

    static IReadOnlyList<Setting> Read(Type type)
    {
        object defaults = Activator.CreateInstance(type)!;
        return [.. Properties(type).Select(property => Read(property, defaults))];
    }

    static Setting Read(PropertyInfo property, object defaults)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        SettingKind kind = KindOf(type);
        string? family = property.GetCustomAttribute<FamilyAttribute>()?.Family;
        string description = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";
        var pattern = property.GetCustomAttribute<RegularExpressionAttribute>();
        bool isPath = property.IsDefined(typeof(FilePathAttribute));
        var setting = new Setting
        {
            Key = KeyOf(property),
            Kind = kind,
            Type = type,
            AllowsNull = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable,
            Description = description,
            Family = family,
            Default = DefaultValues.ToJson(property.GetValue(defaults)),
            Range = property.GetCustomAttribute<RangeAttribute>(),
            Choices = property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.OfType<string>().ToArray(),
            OrInteger = property.GetCustomAttribute<OrIntegerAttribute>() is { } or ? new RangeAttribute(or.Least, or.Greatest) : null,
            Pattern = pattern is null ? null : new Regex($"^(?:{pattern.Pattern})$", RegexOptions.CultureInvariant),
            PatternInWords = pattern?.ErrorMessage ?? description,
            IsPath = isPath && kind == SettingKind.Text,
        };
        return kind == SettingKind.List ? WithItem(setting, property) : setting;
    }

    static Setting WithItem(Setting list, PropertyInfo property)
    {
        Type type = ItemType(list.Type)!;
        var items = property.GetCustomAttribute<AllowedItemsAttribute>();
        return list with
        {
            Family = null,
            Range = null,
            ItemsAreUnique = items is not null || property.IsDefined(typeof(UniqueItemsAttribute)),
            FewestItems = property.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0,
            Item = new Setting
            {
                Key = list.Key,
                Kind = KindOf(type),
                Type = type,
                Family = list.Family,
                Range = list.Range,
                Choices = items?.Items,
                IsPath = property.IsDefined(typeof(FilePathAttribute)),
            },
        };
    }

    static SettingKind KindOf(Type type) => type switch
    {
        _ when type == typeof(ComponentConfig) => SettingKind.Component,
        _ when type == typeof(JsonObject) => SettingKind.AnyObject,
        _ when type == typeof(JsonArray) => SettingKind.AnyList,
        _ when type == typeof(bool) => SettingKind.Boolean,
        _ when type == typeof(int) || type == typeof(long) => SettingKind.Integer,
        _ when type == typeof(double) || type == typeof(float) => SettingKind.Number,
        _ when type == typeof(string) => SettingKind.Text,
        _ when ItemType(type) is not null => SettingKind.List,
        _ when type.IsClass => SettingKind.Section,
        _ => throw new ArgumentException($"A setting cannot be of the type {type}.", nameof(type)),
    };

    static Type? ItemType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
