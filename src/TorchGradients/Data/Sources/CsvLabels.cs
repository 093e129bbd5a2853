using System.Globalization;

namespace TorchGradients.Data.Sources;

/// <summary>
/// Turns a CSV file's labels into classes. Where all are whole numbers, the number is the class, from 0, and there is
/// one
/// class more than the largest. Else they are names, and the classes are the names in ordinal order.
/// </summary>
static class CsvLabels
{
    const int LargestClass = 9_999;

    /// <summary>Each row's class, and the number of classes.</summary>
    /// <exception cref="DataException">A label is missing or out of range.</exception>
    public static (long[] Labels, int Classes) Classify(CsvTable table, int? classes)
    {
        var numbers = table.Labels.Select(Whole).ToList();
        if (classes is null && numbers.Any(number => number is null)) return ByName(table);

        int largest = (classes - 1) ?? LargestClass;
        int wrong = numbers.FindIndex(number => number is null || number < 0 || number > largest);
        if (wrong >= 0)
        {
            throw new DataException(table.Path, $"line {table.Lines[wrong]}",
                $"has the label '{table.Labels[wrong]}', but labels that are numbers are 0 to {largest}",
                "Number the classes from 0, or give them names.");
        }

        long[] labels = [.. numbers.Select(number => number!.Value)];
        return (labels, classes ?? (int)labels.Max() + 1);
    }

    static (long[] Labels, int Classes) ByName(CsvTable table)
    {
        int missing = table.Labels.ToList().IndexOf("");
        if (missing >= 0)
        {
            throw new DataException(table.Path, $"line {table.Lines[missing]}", "has no label",
                "Remove the row, or label it.");
        }

        var classes = table.Labels.Distinct().Order(StringComparer.Ordinal)
            .Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => (long)pair.position);
        return ([.. table.Labels.Select(name => classes[name])], classes.Count);
    }

    static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
