using System.Globalization;
using System.Text;

namespace TorchGradients.Data.Sources;

/// <summary>A CSV file's rows: finite numbers, and a label each. Lines that hold nothing are passed over.</summary>
/// <param name="Path">The file.</param>
/// <param name="Features">Numbers in a row.</param>
/// <param name="Values">The numbers, row by row.</param>
/// <param name="Labels">The labels as they stand in the file.</param>
/// <param name="Lines">Each row's line, from 1.</param>
sealed record CsvTable(
    string Path, int Features, IReadOnlyList<double> Values, IReadOnlyList<string> Labels, IReadOnlyList<int> Lines)
{
    const int ProblemsShown = 20;

    /// <summary>
    /// Reads and checks the file; <paramref name="labelColumn"/> as <see cref="CsvConfig.LabelColumn"/>.
    /// </summary>
    /// <exception cref="DataException">
    /// It is missing, damaged, or rows are ragged or not numbers: the first 20 of them.
    /// </exception>
    public static CsvTable Read(string path, string? labelColumn, bool hasHeader)
    {
        using var reader = new StreamReader(new MemoryStream(DataFile.Read(path)), Encoding.UTF8);
        var values = new List<double>();
        var labels = new List<string>();
        var lines = new List<int>();
        var problems = new List<DataProblem>();
        int columns = 0;
        int label = 0;
        for (int line = 1; reader.ReadLine() is { } text && problems.Count < ProblemsShown; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;

            string[] fields = CsvLine.Split(text);
            if (columns == 0)
            {
                columns = fields.Length;
                label = LabelPosition(path, fields, labelColumn, hasHeader);
                if (hasHeader) continue;
            }

            if (fields.Length != columns)
            {
                problems.Add(new DataProblem(path, $"line {line}",
                    $"has {Count(fields.Length)}, but the first has {columns}",
                    "Give every row the same number of fields."));
                continue;
            }

            lines.Add(line);
            labels.Add(fields[label]);
            for (int i = 0; i < columns; i++)
            {
                if (i != label) values.Add(Number(path, line, i + 1, fields[i], problems));
            }
        }

        if (problems.Count > 0) throw new DataException([.. problems.Take(ProblemsShown)]);
        return lines.Count > 0
            ? new CsvTable(path, columns - 1, values, labels, lines)
            : throw new DataException(path, "line 1", "is followed by no rows", "Use a file that holds rows.");
    }

    static string Count(int fields) => fields == 1 ? "1 field" : $"{fields} fields";

    static double Number(string path, int line, int column, string field, List<DataProblem> problems)
    {
        bool isNumber = double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (!isNumber || !double.IsFinite(value))
        {
            problems.Add(new DataProblem(path, $"line {line}, column {column}",
                $"is '{field}', which is not a finite number",
                "Remove the row, or fill the value in."));
        }

        return value;
    }

    static int LabelPosition(string path, string[] first, string? labelColumn, bool hasHeader)
    {
        if (first.Length < 2)
        {
            throw new DataException(path, "line 1", "has 1 field, but a row needs a number and a label",
                "Separate the fields by commas.");
        }

        if (labelColumn is null) return first.Length - 1;

        int position = hasHeader ? Array.IndexOf(first, labelColumn) : -1;
        if (position >= 0) return position;

        bool isPosition = int.TryParse(labelColumn, NumberStyles.None, CultureInfo.InvariantCulture, out position);
        return isPosition && position < first.Length
            ? position
            : throw new DataException("", "data:labelColumn",
                $"is '{labelColumn}', which is not a column of {path}",
                hasHeader ? $"Columns: {string.Join(", ", first)}." : $"Use a position from 0 to {first.Length - 1}.");
    }
}
