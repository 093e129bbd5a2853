using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>Text and tables in HTML.</summary>
static class HtmlText
{
    static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text, so that it shows as it is and means nothing, between tags and in quoted attributes alike.</summary>
    public static string Of(string text) => _encoder.Encode(text);

    /// <summary>A list of sentences.</summary>
    public static string List(IEnumerable<string> sentences) =>
        "<ul>" + string.Concat(sentences.Select(sentence => $"<li>{Of(sentence)}</li>")) + "</ul>";

    /// <summary>A table whose columns sort; the first <paramref name="rowHeads"/> columns name the row.</summary>
    public static string Table(ReportTable table, int rowHeads = 1, bool sorts = true) =>
        $"""
        <div class="scroll" tabindex="0" role="region" aria-label="{Of(table.Caption)}">
        <table{(sorts ? " class=\"sorts\"" : "")}>
        <caption>{Of(table.Caption)}</caption>
        <thead><tr>{string.Concat(table.Columns.Select((column, place) => Head(column, sorts, IsNumeric(table, place))))}</tr></thead>
        <tbody>
        {string.Join('\n', table.Rows.Select(row => "<tr>" + string.Concat(row.Select((entry, place) => Entry(entry, place < rowHeads, IsNumeric(table, place)))) + "</tr>"))}
        </tbody>
        </table>
        </div>
        {(table.Note.Length == 0 ? "" : $"<p class=\"note\">{Of(table.Note)}</p>")}
        """;

    static string Head(string column, bool sorts, bool isNumeric)
    {
        string css = isNumeric ? " class=\"number\"" : "";
        if (column.Length == 0) return $"<td{css}></td>";
        return sorts
            ? $"<th scope=\"col\"{css} aria-sort=\"none\"><button type=\"button\">{Of(column)}</button></th>"
            : $"<th scope=\"col\"{css}>{Of(column)}</th>";
    }

    static string Entry(ReportEntry entry, bool isHead, bool isNumeric)
    {
        string css = isNumeric ? " class=\"number\"" : "";
        string value = entry.Number is { } number && double.IsFinite(number)
            ? FormattableString.Invariant($" data-value=\"{number:R}\"")
            : "";
        string detail = (entry.Detail.Length == 0 ? "" : $" <small>{Of(entry.Detail)}</small>")
            + (entry.Interval.Length == 0 ? "" : $" <small class=\"interval\">{Of(entry.Interval)}</small>");
        string tag = isHead ? "th scope=\"row\"" : "td";
        return $"<{tag}{css}{value}>{Of(entry.Text)}{detail}</{tag[..2]}>";
    }

    static bool IsNumeric(ReportTable table, int place) => table.Rows.Any(row => row[place].Number is not null);
}
