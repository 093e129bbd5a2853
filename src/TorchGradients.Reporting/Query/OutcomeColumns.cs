using System.Collections;
using System.Reflection;
using System.Text.Json;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Query;

/// <summary>The fields of <c>outcome.json</c> as columns: named as in the file, what is nested a struct.</summary>
static class OutcomeColumns
{
    /// <summary>Name and DuckDB type, in the order of <see cref="Outcome"/>.</summary>
    public static IReadOnlyList<(string Name, string Type)> All { get; } = ColumnsOf(typeof(Outcome));

    /// <summary>The DuckDB type of a whole outcome.</summary>
    public static string Whole { get; } = TypeOf(typeof(Outcome));

    /// <summary>The fields that hold no others, each as its path; for formats that know no structs.</summary>
    public static IReadOnlyList<string> Leaves { get; } = [.. LeavesOf(typeof(Outcome), "")];

    static (string Name, string Type)[] ColumnsOf(Type type) =>
        [.. Fields(type).Select(field => (NameOf(field), TypeOf(field.PropertyType)))];

    static IEnumerable<string> LeavesOf(Type type, string prefix) => Fields(type).SelectMany(field =>
        IsStruct(field.PropertyType)
            ? LeavesOf(field.PropertyType, $"{prefix}{NameOf(field)}.")
            : [prefix + NameOf(field)]);

    static string TypeOf(Type nullable)
    {
        var type = Nullable.GetUnderlyingType(nullable) ?? nullable;
        if (type == typeof(double) || type == typeof(float)) return "DOUBLE";
        if (type == typeof(int) || type == typeof(long)) return "BIGINT";
        if (type == typeof(bool)) return "BOOLEAN";
        if (type == typeof(string) || type.IsEnum) return "VARCHAR";
        if (type == typeof(DateTimeOffset)) return "TIMESTAMPTZ";
        if (!IsStruct(type)) return "JSON";
        var columns = ColumnsOf(type).Select(column => $"{SqlText.Name(column.Name)} {column.Type}");
        return $"STRUCT({string.Join(", ", columns)})";
    }

    static bool IsStruct(Type type) =>
        type.IsClass && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type);

    static PropertyInfo[] Fields(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    static string NameOf(PropertyInfo field) => JsonNamingPolicy.CamelCase.ConvertName(field.Name);
}
