using System.Text;

namespace TorchGradients.Reporting.Reports;

/// <summary>Text and tables in Markdown; names that people chose show as text, whatever they hold.</summary>
static class MarkdownText
{
    const string Special = "\\`*_[]<>|#~$";

    /// <summary>The text, with signs that would mean something escaped.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder();
        foreach (char sign in text.ReplaceLineEndings(" "))
        {
            escaped.Append(sign switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                _ when Special.Contains(sign, StringComparison.Ordinal) => "\\" + sign,
                _ => sign.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>The table; interval and detail of an entry follow in brackets.</summary>
    public static string Table(ReportTable table)
    {
        var text = new StringBuilder();
        Row(table.Columns);
        Row(table.Columns.Select(_ => "---"));
        foreach (var row in table.Rows)
        {
            Row(row.Select(entry => string.Join("; ", new[] { entry.Interval, entry.Detail }.Where(part => part.Length > 0)) is { Length: > 0 } more
                ? $"{entry.Text} ({more})"
                : entry.Text));
        }

        if (table.Note.Length > 0) text.Append('\n').Append(Of(table.Note)).Append('\n');
        return text.ToString();

        void Row(IEnumerable<string> entries) =>
            text.Append("| ").AppendJoin(" | ", entries.Select(entry => entry == "---" ? entry : Of(entry))).Append(" |\n");
    }

    /// <summary>A block of code that no text within can end.</summary>
    public static string Code(string language, string code)
    {
        string fence = "```";
        while (code.Contains(fence, StringComparison.Ordinal)) fence += "`";
        return $"{fence}{language}\n{code}\n{fence}\n";
    }
}
