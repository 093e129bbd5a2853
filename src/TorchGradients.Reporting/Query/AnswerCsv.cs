namespace TorchGradients.Reporting.Query;

/// <summary>
/// An answer as CSV: invariant culture, LF; null is an empty field, and a field with a comma, a quote or a line break
/// (and an empty text) stands in quotes.
/// </summary>
public static class AnswerCsv
{
    /// <summary>Writes names and rows.</summary>
    public static void Write(Answer answer, TextWriter writer)
    {
        if (answer.Columns.Count == 0) return;

        Write(writer, answer.Columns);
        foreach (object?[] row in answer.Rows()) Write(writer, row);
    }

    static void Write(TextWriter writer, IReadOnlyList<object?> fields)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (i > 0) writer.Write(',');
            writer.Write(Quoted(fields[i]));
        }

        writer.Write('\n');
    }

    static string Quoted(object? value)
    {
        string text = PlainValue.Text(value);
        bool isPlain = text.AsSpan().IndexOfAny("\",\r\n") < 0 && (value is null || text.Length > 0);
        return isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
