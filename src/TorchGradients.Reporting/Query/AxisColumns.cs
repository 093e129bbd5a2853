using System.Globalization;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Query;

/// <summary>The axes of all experiments as columns; null where an experiment lacks the axis.</summary>
/// <remarks>
/// An axis whose values are whole numbers in every experiment is a BIGINT, one whose values are numbers a DOUBLE, any
/// other a VARCHAR. SQL does not tell upper from lower case: a name that is taken already (an axis <c>folder</c>;
/// <c>Depth</c>
/// beside <c>depth</c>) gets <c>_2</c>.
/// </remarks>
sealed class AxisColumns
{
    readonly List<(string Axis, string Column, string Type)> _columns = [];

    public AxisColumns(IReadOnlyList<FoundRun> runs, IEnumerable<string> taken)
    {
        var names = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        foreach (var axis in runs.SelectMany(run => run.Cells).SelectMany(cell => cell).GroupBy(value => value.Key))
        {
            string column = axis.Key;
            for (int number = 2; !names.Add(column); number++)
            {
                column = FormattableString.Invariant($"{axis.Key}_{number}");
            }

            _columns.Add((axis.Key, column, TypeOf([.. axis.Select(value => value.Value)])));
        }
    }

    /// <summary>Name and DuckDB type.</summary>
    public IEnumerable<(string Name, string Type)> All => _columns.Select(column => (column.Column, column.Type));

    /// <summary>A cell's values as literals.</summary>
    public IEnumerable<string> Values(IReadOnlyDictionary<string, string> cell) =>
        _columns.Select(column => SqlText.Literal(cell.TryGetValue(column.Axis, out string? value) ? value : null));

    static string TypeOf(string[] values) =>
        values.All(IsWhole) ? "BIGINT" : values.All(IsNumber) ? "DOUBLE" : "VARCHAR";

    static bool IsWhole(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    static bool IsNumber(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
