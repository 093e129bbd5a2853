using System.Globalization;
using TorchGradients.Reporting.Query;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// An answer as a table for people: a line per row, never wrapped, numbers to the right and with six digits where they
/// are not whole.
/// </summary>
public static class AnswerTable
{
    /// <summary>Prints the first rows and returns how many were left out.</summary>
    public static int Write(Answer answer, TextWriter writer, int mostRows)
    {
        if (answer.Columns.Count == 0) return 0;

        var rows = new List<object?[]>();
        int leftOut = 0;
        foreach (object?[] row in answer.Rows())
        {
            if (rows.Count < mostRows) rows.Add(row);
            else leftOut++;
        }

        bool[] isNumber = [.. answer.Columns.Select((_, i) => rows.All(row => row[i] is null || IsNumber(row[i])))];
        string[][] lines = [[.. answer.Columns], .. rows.Select(row => row.Select(Text).ToArray())];
        int[] widths = [.. answer.Columns.Select((_, i) => lines.Max(line => line[i].Length))];
        Write(writer, lines[0], widths, isNumber);
        writer.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (string[] line in lines.Skip(1)) Write(writer, line, widths, isNumber);
        return leftOut;
    }

    static void Write(TextWriter writer, string[] fields, int[] widths, bool[] isNumber) =>
        writer.WriteLine(string.Join("  ", fields.Select((field, i) =>
            isNumber[i] ? field.PadLeft(widths[i]) : field.PadRight(widths[i]))).TrimEnd());

    static bool IsNumber(object? value) => value is not (bool or string or char or NestedValue);

    // A line break would tear the table.
    static string Text(object? value) => value switch
    {
        null => "",
        double or float => ((IFormattable)value).ToString("G6", CultureInfo.InvariantCulture),
        NestedValue nested => nested.Json,
        bool truth => truth ? "true" : "false",
        _ => string.Concat(
            Convert.ToString(value, CultureInfo.InvariantCulture)!.Select(c => char.IsControl(c) ? ' ' : c)),
    };
}
